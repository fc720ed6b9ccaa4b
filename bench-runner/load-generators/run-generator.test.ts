import { describe, expect, it, onTestFinished } from 'vitest';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canGoFirst } from '../processes/go-first.ts';
import { startGuardian } from '../processes/guardian.ts';
import { closedLoad, loadResult } from '../samples.ts';
import type { Invocation, LoadGenerator, Output } from './generator.ts';
import { pacer } from './pacer.ts';
import { runGenerator } from './run-generator.ts';

const { generator: _, elapsedSeconds: __, cpu: ___, ...told } = loadResult();
const window = { port: 1, load: closedLoad, operations: [], seconds: 1, seed: 1, cpus: undefined };

describe('runGenerator', () => {
	it('adds to what the tool tells who it was, how long it ran and what CPU time it took', async () => {
		const result = await run({ command: sh('i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done') });
		expect(result).toMatchObject({ ...told, generator: 'oha' });
		expect(result.elapsedSeconds).toBeGreaterThan(0);
		const used = (result.cpu?.userSeconds ?? NaN) + (result.cpu?.systemSeconds ?? NaN);
		expect(used).toBeGreaterThan(0);
		expect(used).toBeLessThan(result.elapsedSeconds + 0.02);
	});

	it('runs the tool in a folder with its files, which is gone afterwards', async () => {
		let seen: Output | undefined;
		const files = { 'script.txt': 'for the tool' };
		await run({ command: sh('cat script.txt; echo written > answer.txt'), files }, (output) => {
			seen = output;
			expect(readFileSync(join(output.folder, 'answer.txt'), 'utf8')).toBe('written\n');
		});
		expect(seen?.standardOutput).toBe('for the tool');
		expect(existsSync(seen?.folder ?? '/')).toBe(false);
	});

	it('hands over input and environment', async () => {
		const invocation = { input: 'told', environment: { SAID: 'so' } };
		await run({ command: sh('cat; echo $SAID'), ...invocation }, ({ standardOutput }) => {
			expect(standardOutput).toBe('toldso\n');
		});
	});

	it.each([
		['exit code 3', 'echo it complained >&2; exit 3', 'exit code 3: it complained.'],
		['a signal', 'kill -9 $$', 'signal SIGKILL'],
	])('says that the tool ended with %s, and what it said', async (_name, script, end) => {
		await expect(run({ command: sh(script) })).rejects.toThrow(
			`The load generator oha ended with ${end}`,
		);
	});

	it.runIf(canGoFirst())('lets it come before ordinary programs where it goes first', async () => {
		for (const goesFirst of [false, true]) {
			const policy = { command: sh("sed -n 's/^policy.*: *//p' /proc/self/sched") };
			await run(
				policy,
				({ standardOutput }) => expect(standardOutput.trim()).toBe(goesFirst ? '1' : '0'),
				undefined,
				goesFirst,
			);
		}
	});

	it('ends the tool when it is asked to stop', async () => {
		const stop = new AbortController();
		const running = run({ command: sh('echo started; sleep 60') }, undefined, stop.signal);
		stop.abort();
		await expect(running).rejects.toThrow();
	});
});

function run(
	invocation: Invocation,
	look: (output: Output) => void = () => {},
	signal = new AbortController().signal,
	goesFirst = false,
) {
	const guardian = startGuardian();
	onTestFinished(() => guardian.close());
	const generator: LoadGenerator = {
		id: 'oha',
		capabilities: pacer.capabilities,
		prepare: () => ({ version: '1', command: ['oha'] }),
		invoke: () => invocation,
		read(output) {
			look(output);
			return told;
		},
	};
	return runGenerator(
		generator,
		{ version: '1', command: [] },
		{ ...window, goesFirst },
		{ guardian, signal },
	);
}

function sh(script: string): string[] {
	return ['/bin/sh', '-c', script];
}
