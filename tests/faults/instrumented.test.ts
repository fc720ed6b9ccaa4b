import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { InternalsSummarySchema } from '../../src/core/schemas/internals-summary.ts';
import { type FaultyRepository, faultyRepository, type ServerFault } from './repository.ts';
import {
	bench,
	leftBehind,
	onLinux,
	processesOf,
	publishedRun,
	smoke,
	startBench,
} from './runner.ts';

const hasPerf = spawnSync('perf', ['--version'], { stdio: 'ignore' }).status === 0;
const resume = [...smoke, '--resume'];

describe.runIf(onLinux).concurrent('a trial with a server that reports of itself', () => {
	test('runs after the rounds and is published beside the cell, which knows nothing of it', async () => {
		const repository = repositoryWith('good');
		const { code, output } = await bench(repository, smoke);
		expect(code, output).toBe(0);
		const run = publishedRun(repository);
		expect(run.trials).toEqual({ planned: 1, measured: 1, failed: 0 });
		expect(run.instrumented, output).toEqual({ planned: 1, measured: 1, failures: [] });
		expect(publishedFiles(repository)).toEqual([
			'faults/go/server/good/1/capacity.json',
			'faults/go/server/good/1/capacity/internals.json',
		]);
		const internals = readInternals(repository);
		expect(internals.lines).toBeGreaterThan(0);
		expect(internals.metrics.goroutines?.median).toBeGreaterThan(0);
		expect(output).toContain('Instrumented trials');
		if (hasPerf) expect(internals.profile ?? internals.profileMissing).toBeDefined();
		expect(globSync('.bench/*/5-sample/**/perf.data', { cwd: repository.root })).toEqual([]);
	});

	test('that fails has its reason in the run, fails nothing else, and is tried again', async () => {
		const repository = repositoryWith('mute-once');
		const { code, output } = await bench(repository, smoke);
		expect(code, output).toBe(0);
		const run = publishedRun(repository);
		expect(run.trials).toEqual({ planned: 1, measured: 1, failed: 0 });
		expect(run.failures).toEqual([]);
		expect(run.instrumented?.failures).toEqual([
			{
				subject: 'go/server:mute-once',
				track: '1',
				stage: 'load',
				reason: 'The server wrote nothing into the folder that INTERNALS_FOLDER named.',
			},
		]);
		expect(publishedFiles(repository)).toEqual(['faults/go/server/mute-once/1/capacity.json']);

		const resumed = await bench(repository, resume);
		expect(resumed.code, resumed.output).toBe(0);
		const { instrumented, trials } = publishedRun(repository);
		expect(instrumented).toEqual({ planned: 1, measured: 1, failures: [] });
		expect(trials).toEqual({ planned: 1, measured: 1, failed: 0 });
	});

	test.runIf(hasPerf)('leaves no profiler when the runner is killed beside it', async () => {
		const repository = repositoryWith('good');
		const runner = startBench(repository, smoke);
		await untilRunning(repository, /perf record/);
		runner.child.kill('SIGKILL');
		expect(await runner.ended).toBe('SIGKILL');
		expect(await leftBehind(repository)).toEqual([]);

		const { code, output } = await bench(repository, resume);
		expect(code, output).toBe(0);
		expect(publishedRun(repository).instrumented).toMatchObject({ measured: 1, failures: [] });
	});

	test('says why where perf cannot be had, and goes on', async () => {
		const repository = repositoryWith('good');
		const { code, output } = await bench(repository, smoke, { PERF: 'none' });
		expect(code, output).toBe(0);
		const internals = readInternals(repository);
		expect(internals.profileMissing).toMatch(
			/^perf ended before the load did: perf is refused here\./,
		);
		expect(internals).not.toHaveProperty('profile');
		expect(internals.lines).toBeGreaterThan(0);
	});
});

function repositoryWith(fault: ServerFault): FaultyRepository {
	return faultyRepository([fault], {
		instrumented: { loads: ['capacity'], profiles: ['smoke'], profiled: true },
	});
}

function publishedFiles({ root }: FaultyRepository): string[] {
	const [folder = ''] = globSync('.bench/published/*', { cwd: root });
	return globSync('faults/**/*.json', { cwd: join(root, folder) }).toSorted();
}

function readInternals({ root }: FaultyRepository) {
	const [path = ''] = globSync('.bench/published/**/internals.json', { cwd: root });
	return InternalsSummarySchema.parse(JSON.parse(readFileSync(join(root, path), 'utf8')));
}

async function untilRunning(repository: FaultyRepository, commandLine: RegExp): Promise<void> {
	const until = performance.now() + 60_000;
	while (!processesOf(repository).some((one) => commandLine.test(one.commandLine))) {
		if (performance.now() > until) throw new Error(`The runner never started ${commandLine}.`);
		await delay(5);
	}
}
