import { setTimeout as delay } from 'node:timers/promises';
import { CliError, Interrupted } from '../error.ts';
import { readTreeMemory } from '../probes/process-memory.ts';
import { describeExit, type ProcessGroup, startGroup } from '../processes/group.ts';
import type { Inspect, InspectionContext } from './inspection.ts';
import { fiveDigits } from './raw-inspection.ts';

const readyWithinMs = 60_000;
const settleMs = 500;

/**
 * Memory of so many things that only wait: that of the program which holds them, less that of the same program which holds none.
 * Resident memory, because that is what they keep from others; what a program has asked for and not touched costs nothing.
 */
export const idleCost: Inspect = async (context) => {
	const { count } = context.definition;
	if (count === undefined) throw new CliError('An inspection of idle-cost says how many.');
	const empty = await residentBytes(context, 0);
	const full = await residentBytes(context, count);
	const heldBytes = Math.max(0, full - empty);
	return {
		metrics: {
			idleRssBytes: empty,
			heldBytes,
			heldBytesEach: fiveDigits(heldBytes / count),
		},
		answers: 0,
	};
};

async function residentBytes(context: InspectionContext, count: number): Promise<number> {
	const group = startProgram({ ...context, variant: context.trial.variant }, count);
	try {
		await saysThatItHolds(group, count, context.signal);
		await delay(settleMs);
		const { rssBytes } = readTreeMemory(group.pid);
		if (rssBytes === undefined) throw new CliError('Its memory could not be read on this system.');
		return rssBytes;
	} finally {
		await group.stop(1);
	}
}

type Program = Pick<InspectionContext, 'implementation' | 'cpus' | 'guardian'> & {
	variant: string;
};

/** A program's whole contract: `COUNT` says how many, `holding COUNT` that they are there, SIGTERM ends it. */
export function startProgram(
	{ implementation, variant, cpus, guardian }: Program,
	count: number,
): ProcessGroup {
	const declared = implementation.variants[variant];
	if (!declared) throw new CliError(`${implementation.id} has no variant "${variant}".`);
	const environment = { ...declared.environment, COUNT: String(count) };
	return startGroup({
		command: declared.start,
		cwd: implementation.folder,
		environment,
		cpus,
		guardian,
	});
}

/** @throws CliError when it ends or stays silent; Interrupted when asked to stop */
export async function saysThatItHolds(
	group: ProcessGroup,
	count: number,
	signal?: AbortSignal,
): Promise<void> {
	const deadline = performance.now() + readyWithinMs;
	while (!group.output().includes(`holding ${count}\n`)) {
		if (signal?.aborted) throw new Interrupted();
		const said = `It said: ${group.output().trim() || 'nothing'}`;
		if (group.hasExited()) {
			throw new CliError(`It ended with ${describeExit(await group.exited)}. ${said}`);
		}
		if (performance.now() > deadline) {
			throw new CliError(`It did not hold ${count} within ${readyWithinMs / 1000} s. ${said}`);
		}
		await delay(20);
	}
}
