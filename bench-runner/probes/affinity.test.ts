import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { canPin } from '../processes/group.ts';
import { readAffinity } from './affinity.ts';
import { readCores } from './topology.ts';

it.skipIf(!canPin())('reads back the CPU that a process was pinned to', async () => {
	const [cpu = 0] = readCores()[0] ?? [];
	const child = spawn('taskset', ['-c', String(cpu), 'sh', '-c', 'echo pinned; sleep 60']);
	try {
		await once(child.stdout, 'data');
		expect(readAffinity([child.pid ?? -1])).toEqual([cpu]);
		const every = readAffinity([process.pid, child.pid ?? -1]);
		expect(every).toEqual(expect.arrayContaining(readCores().flat()));
	} finally {
		child.kill('SIGKILL');
	}
});

it('says nothing of a process that is not there', () => {
	expect(readAffinity([2 ** 30])).toBeUndefined();
});
