import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { descendants, root, signalRunner, startRunner, untilChild, untilGone } from './runner.ts';

/*
 * What a person's Ctrl-C, a crash and the kernel's out-of-memory killer do to a run. These look into /proc, so they need
 * Linux; the code under test is the same on macOS.
 */
const onLinux = test.skipIf(process.platform !== 'linux');

const pacer = /target\/release\/pacer run/;
const server = /bin\/server/;
const only = ['--only', 'go/net-http:single'];

onLinux(
	'a killed runner leaves no process, nothing half-published, and a run that resumes',
	async () => {
		const runner = startRunner(...only);
		await untilChild(runner, pacer);
		const below = descendants(runner.child.pid ?? -1);
		runner.child.kill('SIGKILL');
		expect(await runner.ended).toBe('SIGKILL');
		expect(await untilGone(below)).toEqual([]);

		const id = runIdOf(runner.output());
		expect(existsSync(join(root, '.bench/published', id))).toBe(false);

		const resumed = startRunner('--resume');
		expect(await resumed.ended, resumed.output()).toBe(0);
		const run = readRun(id);
		expect(run.trials).toEqual({ planned: 2, measured: 2, failed: 0 });
		expect(run.resumedAt).toHaveLength(1);
	},
);

onLinux('an interrupted runner says how to go on and stops what it started', async () => {
	const runner = startRunner(...only);
	await untilChild(runner, pacer);
	const below = descendants(runner.child.pid ?? -1);
	runner.child.kill('SIGINT');
	expect(await runner.ended).toBe(130);
	expect(runner.output()).toContain('npm run bench -- prime --profile smoke --resume');
	expect(await untilGone(below)).toEqual([]);
	expect(existsSync(join(root, '.bench/published', runIdOf(runner.output())))).toBe(false);
});

onLinux.each([
	['a server', server, /server ended with signal SIGKILL|SIGKILL/],
	['the load generator', pacer, /load generator pacer ended with signal SIGKILL/],
])(
	'when %s is killed its trial fails with the reason, the rest goes on, and the trial can be tried again',
	async (_, victim, reason) => {
		const runner = startRunner(...only);
		await untilChild(runner, pacer);
		process.kill(await untilChild(runner, victim), 'SIGKILL');
		expect(await runner.ended, runner.output()).toBe(0);
		const id = runIdOf(runner.output());
		const run = readRun(id);
		expect(run.trials).toEqual({ planned: 2, measured: 1, failed: 1 });
		expect(run.failures[0]?.reason).toMatch(reason);

		const resumed = startRunner('--resume');
		expect(await resumed.ended, resumed.output()).toBe(0);
		expect(readRun(id).trials).toEqual({ planned: 2, measured: 2, failed: 0 });
		const earlier = globSync(`.bench/${id}/4-load/**/trial.json`, { cwd: root }).flatMap(
			(path) => JSON.parse(readFileSync(join(root, path), 'utf8')).earlierFailures as string[],
		);
		expect(earlier).toHaveLength(1);
	},
);

onLinux('a second run on the machine is refused while the first one measures', async () => {
	const first = startRunner(...only);
	await untilChild(first, pacer);
	// A smoke run is over in seconds, in which a busy machine may not have started another.
	signalRunner(first, 'SIGSTOP');
	const second = startRunner(...only);
	const code = await second.ended.finally(() => signalRunner(first, 'SIGCONT'));
	expect(code, second.output()).toBe(1);
	expect(second.output()).toMatch(/Another run \(process \d+\) is measuring/);
	expect(await first.ended, first.output()).toBe(0);
});

function runIdOf(output: string): string {
	const id = /Run (\S+-prime-smoke)/.exec(output)?.[1];
	if (id === undefined) throw new Error(`No run was announced:\n${output}`);
	return id;
}

function readRun(id: string) {
	return JSON.parse(readFileSync(join(root, '.bench/published', id, 'run.json'), 'utf8')) as {
		trials: { planned: number; measured: number; failed: number };
		failures: { reason: string }[];
		resumedAt: string[];
	};
}
