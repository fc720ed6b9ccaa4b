import { spawnSync } from 'node:child_process';
import type { Layout } from '../../src/core/schemas/run.ts';

/** Keeps this process, which samples five times a second, off the server's CPU: with the generator, where there is room. */
export function pinRunner(layouts: readonly Layout[]): void {
	const layout = layouts.find(({ generatorShared }) => !generatorShared);
	if (!layout?.pinned) return;
	// -a: all threads, since libuv and V8 have started theirs already.
	spawnSync('taskset', ['-a', '-c', '-p', layout.generatorCpus.join(','), String(process.pid)]);
}
