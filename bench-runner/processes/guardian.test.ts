import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { isRunning, untilGone } from '../temporary.ts';
import { startGuardian } from './guardian.ts';

it('kills the groups that it still watches when its pipe closes, and not those released', async () => {
	const guardian = startGuardian();
	const [released, kept, watched] = [sleeper(), sleeper(), sleeper()];
	for (const group of [released, kept, watched]) guardian.watch(group);
	guardian.release(released);
	expect(isRunning(watched)).toBe(true);
	guardian.close();
	expect(await untilGone(kept)).toBe(true);
	// Killed in the order in which they came, so by now the released one would be gone too.
	expect(await untilGone(watched)).toBe(true);
	expect(isRunning(released)).toBe(true);
});

it('keeps its promise when the runner is killed and can say nothing', async () => {
	const runner = spawn(
		process.execPath,
		[
			'--input-type=module',
			'-e',
			`
			import { startGroup } from ${JSON.stringify(join(import.meta.dirname, 'group.ts'))};
			import { startGuardian } from ${JSON.stringify(join(import.meta.dirname, 'guardian.ts'))};
			const command = ['/bin/sh', '-c', 'sleep 60 & echo $!; wait'];
			const group = startGroup({ command, cwd: '/', guardian: startGuardian() });
			while (!group.output().includes('\\n')) await new Promise((resolve) => setTimeout(resolve, 10));
			console.log(group.pid, group.output());
			setInterval(() => {}, 1000);
			`,
		],
		{ stdio: ['ignore', 'pipe', 'inherit'] },
	);
	const [line] = (await once(runner.stdout, 'data')) as [Buffer];
	const [group = NaN, child = NaN] = line.toString().split(/\s+/).map(Number);
	expect([group, child].map(isRunning)).toEqual([true, true]);
	runner.kill('SIGKILL');
	expect(await untilGone(group)).toBe(true);
	expect(await untilGone(child)).toBe(true);
});

it('is followed by another when it is killed, which knows what is watched', async () => {
	await vi.waitFor(() => expect(ownGuardians()).toEqual([]));
	const guardian = startGuardian();
	const group = sleeper();
	guardian.watch(group);
	const [killed = NaN, ...others] = ownGuardians();
	expect(others).toEqual([]);
	process.kill(killed, 'SIGKILL');
	await vi.waitFor(() => expect(ownGuardians().filter((pid) => pid !== killed)).toHaveLength(1));
	guardian.close();
	expect(await untilGone(group)).toBe(true);
});

/** Children of this process that run the script. */
function ownGuardians(): number[] {
	return execFileSync('ps', ['-axo', 'pid=,ppid=,args='], { encoding: 'utf8' })
		.split('\n')
		.map((line) => line.trim().split(/\s+/))
		.filter(
			([, parent, ...words]) =>
				Number(parent) === process.pid && /guardian\.sh$/.test(words.join(' ')),
		)
		.map(([pid]) => Number(pid));
}

/** A process group of its own, gone when the test ends. */
function sleeper(): number {
	const { pid } = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' });
	if (pid === undefined) throw new Error('sleep did not start.');
	onTestFinished(() => {
		try {
			process.kill(-pid, 'SIGKILL');
		} catch {
			// The guardian was there first.
		}
	});
	return pid;
}
