import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { killGroup } from './processes.ts';

const STARTS_A_GROUP = `
	import { spawnGroup } from '${join(import.meta.dirname, 'processes.ts')}';
	console.log(spawnGroup(['sleep', '60'], '/', {}).pid);
	setInterval(() => {}, 1_000);
`;

test('a group ends with the process that started it, even if that is killed', async () => {
	const parent = spawn(process.execPath, ['--input-type=module-typescript', '-e', STARTS_A_GROUP]);
	const [line] = await once(parent.stdout, 'data');
	const pid = Number(line);
	try {
		expect(isAlive(pid)).toBe(true);
		parent.kill('SIGKILL');
		await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 5_000 });
	} finally {
		killGroup(pid, 'SIGKILL');
	}
});

test('a group that is gone is no error to end', () => {
	expect(() => killGroup(2 ** 22 + 1, 'SIGKILL')).not.toThrow();
});

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}
