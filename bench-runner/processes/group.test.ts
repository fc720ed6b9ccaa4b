import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { untilGone } from '../temporary.ts';
import { canPin, describeExit, type StartOptions, startGroup } from './group.ts';
import { startGuardian } from './guardian.ts';

describe('startGroup', () => {
	it('keeps both streams, and of a talker only the last', async () => {
		const quiet = start('echo out; echo err >&2');
		expect(await quiet.exited).toEqual({ code: 0, signal: null });
		expect(quiet.output().split('\n').toSorted()).toEqual(['', 'err', 'out']);

		const talker = start('i=0; while [ $i -lt 3000 ]; do echo "line $i"; i=$((i+1)); done');
		await talker.exited;
		expect(talker.output()).toHaveLength(8192);
		expect(talker.output()).toMatch(/line 2999\n$/);
	});

	it('captures standard output whole and apart, and feeds its input', async () => {
		const group = start('cat; echo done; echo err >&2', {
			input: 'x'.repeat(100_000),
			captureOutput: true,
		});
		await group.exited;
		expect(group.standardOutput()).toBe(`${'x'.repeat(100_000)}done\n`);
		expect(group.output()).toBe('err\n');
	});

	it('gives the program its folder and its environment, and keeps the rest', async () => {
		const group = start('echo "$PWD $VARIANT $HOME"', {
			cwd: '/',
			environment: { VARIANT: 'single' },
			captureOutput: true,
		});
		await group.exited;
		expect(group.standardOutput()).toBe(`/ single ${process.env['HOME']}\n`);
	});

	it('has read the last words when it has ended, and waits for no child that holds the pipe', async () => {
		const group = start(
			'i=0; while [ $i -lt 500 ]; do echo $i; i=$((i+1)); done; sleep 60 & echo last >&2',
		);
		const startedMs = performance.now();
		await group.exited;
		expect(group.output()).toContain('last');
		expect(performance.now() - startedMs).toBeLessThan(10_000);
		await group.stop(1);
	});

	it('says how a program that does not exist ended', async () => {
		const group = start('', { command: ['no-such-program'] });
		expect(describeExit(await group.exited)).toBe('exit code 127');
		expect(group.output()).toContain('not found');
		await group.stop(1);
	});

	it.runIf(canPin())('pins the whole group before it starts', async () => {
		const group = start('(grep Cpus_allowed_list /proc/self/status)', {
			cpus: [0],
			captureOutput: true,
		});
		await group.exited;
		expect(group.standardOutput()).toMatch(/:\t0\n$/);
	});
});

describe('stop', () => {
	it('ends a program that listens, with its own exit code, and its children', async () => {
		const group = start('trap "exit 7" TERM; sleep 60 & echo $!; wait');
		const child = await firstNumber(group);
		expect(group.hasExited()).toBe(false);
		expect(await group.stop(5)).toEqual({ code: 7, signal: null });
		expect(group.hasExited()).toBe(true);
		expect(await untilGone(child)).toBe(true);
	});

	it('kills a group that does not listen, once the grace is over', async () => {
		const group = start("trap '' TERM; sleep 60 & echo $!; wait; sleep 60");
		const child = await firstNumber(group);
		const from = performance.now();
		expect(describeExit(await group.stop(0.2))).toBe('signal SIGKILL');
		expect(performance.now() - from).toBeGreaterThan(150);
		expect(await untilGone(child)).toBe(true);
	});

	it('kills the children of a program that has already ended', async () => {
		const group = start('sleep 60 & echo $!');
		const child = await firstNumber(group);
		await group.exited;
		expect(await group.stop(5)).toEqual({ code: 0, signal: null });
		expect(await untilGone(child)).toBe(true);
	});
});

function start(script: string, options: Partial<StartOptions> = {}) {
	const guardian = startGuardian();
	onTestFinished(() => guardian.close());
	return startGroup({ command: ['/bin/sh', '-c', script], cwd: '/', guardian, ...options });
}

async function firstNumber(group: { output(): string }): Promise<number> {
	await until(() => group.output().endsWith('\n'));
	return Number(group.output());
}

/** Output arrives a moment after the event that it describes. */
async function until(condition: () => boolean): Promise<void> {
	for (let tries = 0; tries < 250 && !condition(); tries++) await delay(20);
}
