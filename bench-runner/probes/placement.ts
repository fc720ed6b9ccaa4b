import { z } from 'zod';
import { readAffinity } from './affinity.ts';
import { descendants } from './process-tree.ts';

/** Logical CPUs that the threads of each side were allowed. */
export const PlacementSchema = z.strictObject({
	server: z.array(z.int().nonnegative()),
	generator: z.array(z.int().nonnegative()),
});

export type Placement = z.infer<typeof PlacementSchema>;

/**
 * Looks once in the middle of a window, when both sides have all their threads.
 *
 * @returns what to call when the generator has started, and what was seen: absent where the system does not say or the
 * window had ended before its middle
 */
export function watchPlacement(serverPid: number, windowSeconds: number) {
	let seen: Placement | undefined;
	let timer: NodeJS.Timeout | undefined;
	const look = (generatorPid: number) => {
		const server = readAffinity(descendants(serverPid));
		const generator = readAffinity(descendants(generatorPid));
		if (server && generator) seen = { server, generator };
	};
	return {
		generatorStarted(pid: number): void {
			timer = setTimeout(look, windowSeconds * 500, pid);
		},
		stop(): Placement | undefined {
			clearTimeout(timer);
			return seen;
		},
	};
}
