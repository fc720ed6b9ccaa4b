import { spawnSync } from 'node:child_process';
import type { Layout } from '../../src/core/schemas/run.ts';
import { readAffinity } from '../probes/affinity.ts';

/**
 * Keeps this process, which samples five times a second, off the server's CPU: with the generator, where there is room.
 *
 * @returns gives it back the CPUs that it had: what is planned and built after a run, in a campaign, is for the whole machine
 */
export function pinRunner(layouts: readonly Layout[]): () => void {
	const layout = layouts.find(({ generatorShared }) => !generatorShared);
	const before = readAffinity([process.pid]);
	if (!layout?.pinned || before === undefined) return () => {};
	moveTo(layout.generatorCpus);
	return () => moveTo(before);
}

function moveTo(cpus: readonly number[]): void {
	// -a: all threads, since libuv and V8 have started theirs already.
	spawnSync('taskset', ['-a', '-c', '-p', cpus.join(','), String(process.pid)]);
}
