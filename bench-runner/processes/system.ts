import { partsOf } from '../../src/core/schemas/implementation.ts';
import { type Catalogue, findSubject } from '../catalogue.ts';
import type { ProcessGroup } from './group.ts';
import { type RunningServer, startServer, stopServer, type Surroundings } from './server.ts';

/**
 * Starts a subject: a server by itself, or the front of a system once the programs that it asks are ready.
 *
 * @param cpus for all of them together: a system has the cores that a server by itself would have
 * @throws CliError with the last words of the program that did not become ready; those that did are stopped
 */
export async function startSystem(
	subject: string,
	cpus: readonly number[] | undefined,
	{ catalogue, ...surroundings }: Surroundings & { catalogue: Catalogue },
): Promise<RunningServer> {
	const { implementation, variant } = findSubject(catalogue, subject);
	const declared = partsOf(implementation, variant);
	if (declared.length === 0) return startServer(implementation, variant, cpus, surroundings);
	const parts = new Map<string, RunningServer>();
	const addresses: Record<string, string> = {};
	try {
		for (const [name, part] of declared) {
			const own = findSubject(catalogue, part.subject);
			const environment = { ...surroundings.environment, ...part.environment };
			const given = { ...surroundings, environment };
			const running = await startServer(own.implementation, own.variant, cpus, given);
			parts.set(name, running);
			addresses[part.address] = `http://127.0.0.1:${running.port}`;
		}
		const environment = { ...surroundings.environment, ...addresses };
		const given = { ...surroundings, environment };
		return { ...(await startServer(implementation, variant, cpus, given)), parts };
	} catch (error) {
		await stopParts(parts, subject);
		throw error;
	}
}

/**
 * The front first, so that nothing is asked of a part that has gone.
 *
 * @returns a sentence where a program did not end when asked to, and was killed
 */
export async function stopSystem(
	server: RunningServer,
	subject: string,
): Promise<string | undefined> {
	const said = await stopServer(server, subject);
	const ofParts = await stopParts(server.parts ?? new Map(), subject);
	return said ?? ofParts;
}

/** Every program of servers, by its name in the system; a server by itself is the `front`. */
export function programsOf(servers: readonly RunningServer[]): Map<string, ProcessGroup[]> {
	const each = servers.flatMap(({ group, parts }) => [
		{ name: 'front', group },
		...[...(parts ?? [])].map(([name, part]) => ({ name, group: part.group })),
	]);
	const programs = new Map<string, ProcessGroup[]>();
	for (const { name, group } of each) programs.set(name, [...(programs.get(name) ?? []), group]);
	return programs;
}

async function stopParts(
	parts: ReadonlyMap<string, RunningServer>,
	subject: string,
): Promise<string | undefined> {
	const said = await Promise.all(
		[...parts].map(([name, part]) => stopServer(part, `${name} of ${subject}`)),
	);
	return said.find((sentence) => sentence !== undefined);
}
