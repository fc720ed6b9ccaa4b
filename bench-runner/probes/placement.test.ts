import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { canPin } from '../processes/group.ts';
import { watchPlacement } from './placement.ts';
import { descendants } from './process-tree.ts';
import { readCores } from './topology.ts';

it.skipIf(!canPin())(
	'sees both sides in the middle of a window, and the children of both',
	async () => {
		const [cpu = 0] = readCores()[0] ?? [];
		const pinned = ['-c', String(cpu)];
		// A shell that waits for its child, as a wrapper about a generator does.
		const server = spawn('taskset', [...pinned, 'sh', '-c', 'sleep 60; true']);
		const generator = spawn('sleep', ['60']);
		try {
			const watch = watchPlacement(server.pid ?? -1, 1);
			watch.generatorStarted(generator.pid ?? -1);
			await delay(1000);
			const seen = watch.stop();
			expect(seen?.server).toEqual([cpu]);
			expect(seen?.generator).toEqual(expect.arrayContaining(readCores().flat()));
		} finally {
			for (const pid of descendants(server.pid ?? -1)) process.kill(pid, 'SIGKILL');
			generator.kill('SIGKILL');
		}
	},
);

it('has seen nothing where the window ended before its middle', () => {
	const watch = watchPlacement(process.pid, 60);
	watch.generatorStarted(process.pid);
	expect(watch.stop()).toBeUndefined();
});
