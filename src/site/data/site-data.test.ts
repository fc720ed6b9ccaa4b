import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { sampleMachine, sampleRun, sampleWindows } from '../../core/samples.ts';
import { useResultsFolder } from './sample-results.ts';

const { folder, publish } = useResultsFolder();
const place = { experiment: 'prime', track: '1', load: 'capacity-n20000' } as const;
const cpu = { ...place, metric: 'serverCpuMsPerRequest' } as const;

describe('figure', () => {
	it('is absent, with the reason, before the first run', async () => {
		const { figure } = await import('./figures.ts');
		expect(figure({ ...cpu, subject: 'go/net-http:single' })).toEqual({
			status: 'not measured yet',
			reason: 'Experiment prime has no run yet.',
		});
	});

	it('comes from the cell of the chosen run, with its interval and rounds', async () => {
		publish(run);
		const { figure } = await import('./figures.ts');
		const found = figure({ ...cpu, subject: 'go/net-http:as-published' });
		expect(found).toMatchObject({ status: 'measured', rounds: 6 });
		if (found.status !== 'measured') throw new Error('unreachable');
		expect(found.value).toBeCloseTo(45, 0);
		expect(found.low).toBeLessThan(found.value);
	});

	it('turns the interval round where it is a reciprocal', async () => {
		publish(run);
		const { figure } = await import('./figures.ts');
		const found = figure({ ...cpu, metric: 'requestsPerCoreSecond', subject: 'rust/axum:inline' });
		if (found.status !== 'measured') throw new Error('not measured');
		if (found.low === undefined || found.high === undefined) throw new Error('no interval');
		expect(found.low).toBeLessThan(found.high);
		expect(found.value).toBeCloseTo(1000 / 30, 0);
	});

	it('takes the demand of one operation from the workload’s file', async () => {
		publish(run);
		const { figure } = await import('./figures.ts');
		const found = figure({ ...cpu, metric: 'nsPerOperation', subject: 'rust/axum:inline' });
		expect(found.status === 'measured' && found.value).toBeCloseTo(30e6 / 8427906, 1);
	});

	it('of one operation of a mix is that operation’s percentile, and absent where it has none', async () => {
		const { cellsOfExperiment } = await import('../../charts/experiment-samples.ts');
		const cells = cellsOfExperiment('blocking');
		publish({ ...run, experiments: ['blocking'] }, {}, cells);
		const { figure } = await import('./figures.ts');
		const slow = { experiment: 'blocking', track: '1', load: 'slow-4', operation: 'u0' } as const;
		const probe = { ...slow, subject: 'node/http:single', metric: 'latencyMsP99' } as const;
		const [cell] = cells.filter(({ id }) => id === 'blocking/node/http/single/1/slow-4');
		const percentiles = cell?.status === 'measured' ? cell.operations?.['u0'] : undefined;
		const p99 = percentiles?.find(({ percentile }) => percentile === 99)?.valueMs;
		expect(p99).toBeDefined();
		expect(figure(probe)).toMatchObject({ status: 'measured', value: p99, rounds: 6 });
		expect(figure({ ...probe, metric: 'serverRssBytesMax' }).status).toBe('not measured yet');
		expect(() => figure({ ...probe, operation: 'u7' })).toThrow('has no mix with "u7"');
	});

	it('of capacity is not stated for a shared machine', async () => {
		publish({ ...run, machine: sampleMachine({ class: 'dev' }) });
		const { figure } = await import('./figures.ts');
		const subject = 'go/net-http:single';
		expect(figure({ ...cpu, subject }).status).toBe('measured');
		expect(figure({ ...cpu, metric: 'throughputPerSecond', subject }).status).toBe('not stated');
	});

	it('that a gate left out gives the gate’s reason', async () => {
		const gates = [{ gate: 'foreign-cpu', pass: false, reason: '6 of 6 windows left out.' }];
		publish(run, { gates, summary: {} });
		const { figure } = await import('./figures.ts');
		expect(figure({ ...cpu, subject: 'go/net-http:single' })).toEqual({
			status: 'left out',
			reason: 'foreign-cpu: 6 of 6 windows left out.',
		});
	});

	it('of a server that did not keep up with the rate says that', async () => {
		const gates = [{ gate: 'rounds', pass: false, reason: '0 rounds passed every gate.' }];
		const windows = sampleWindows([{}, {}]).map((one) => ({ ...one, failedGates: ['overload'] }));
		publish(run, { gates, windows, summary: {} });
		const { figure } = await import('./figures.ts');
		expect(figure({ ...cpu, subject: 'go/net-http:single' })).toEqual({
			status: 'did not keep up',
			reason: 'rounds: 0 rounds passed every gate.',
		});
	});

	it('of a percentile that is not the server’s says whose it is', async () => {
		const windows = sampleWindows([{}, {}]).map((one) => ({ ...one, tailUpTo: 95 as const }));
		publish(run, { windows, percentiles: [{ percentile: 50, valueMs: 1, exceedances: 500 }] });
		const { figure } = await import('./figures.ts');
		expect(figure({ ...cpu, metric: 'latencyMsP99', subject: 'go/net-http:single' })).toMatchObject(
			{
				status: 'not published',
				reason: expect.stringMatching(/has no p99 at .* in too many rounds the generator was late/),
			},
		);
	});

	it('of an operation of a mix that has other percentiles says why this one is not published', async () => {
		const { cellsOfExperiment } = await import('../../charts/experiment-samples.ts');
		const operations = { u0: [{ percentile: 50, valueMs: 1, exceedances: 500 }] };
		const cells = cellsOfExperiment('blocking').map((cell) => ({ ...cell, gates: [] }));
		publish({ ...run, experiments: ['blocking'] }, { operations }, cells);
		const { figure } = await import('./figures.ts');
		const slow = { experiment: 'blocking', track: '1', load: 'slow-4', operation: 'u0' } as const;
		const subject = 'node/http:single';
		expect(figure({ ...slow, subject, metric: 'latencyMsP99' })).toMatchObject({
			status: 'not published',
			reason: expect.stringMatching(/has no p99 of u0: fewer than 100 requests were slower\.$/),
		});
		expect(figure({ ...slow, subject, metric: 'latencyMsP50' }).status).toBe('measured');
	});

	it('refuses what the experiment does not declare, with or without a run', async () => {
		const { figure } = await import('./figures.ts');
		expect(() => figure({ ...cpu, subject: 'go/chi:single' })).toThrow(
			'no subject "go/chi:single"',
		);
		expect(() => figure({ ...cpu, load: 'x', subject: 'go/net-http:single' })).toThrow(
			'no load "x"',
		);
		expect(() => figure({ ...cpu, experiment: 'x', subject: 'go/net-http:single' })).toThrow(
			'No experiment is called "x"',
		);
	});
});

describe('runs', () => {
	it('of this machine are laid over the committed ones only when asked for', async () => {
		const { resultFolders } = await import('./folders.ts');
		mkdirSync(join(folder(), 'content', 'results'), { recursive: true });
		mkdirSync(join(folder(), '.bench', 'published'), { recursive: true });
		const origins = (environment: NodeJS.ProcessEnv) =>
			resultFolders(environment, folder()).map(({ origin }) => origin);
		expect(origins({})).toEqual(['committed']);
		expect(origins({ LOCAL_RESULTS: '0' })).toEqual(['committed']);
		expect(origins({ LOCAL_RESULTS: '1' })).toEqual(['committed', 'local']);
		expect(resultFolders({ LOCAL_RESULTS: '1' }, join(folder(), 'content'))).toEqual([]);
	});

	it('of a fork come before newer ones of upstream', async () => {
		publish(run);
		publish({
			...run,
			id: '20250101-0000-own',
			repository: 'ada/fork',
			startedAt: '2025-01-01T00:00:00Z',
		});
		const shown = async (repository: string) => {
			vi.stubEnv('GITHUB_REPOSITORY', repository);
			vi.resetModules();
			const { chosenRun } = await import('./index.ts');
			return chosenRun('prime')?.run.id;
		};
		expect(await shown('ada/fork')).toBe('20250101-0000-own');
		expect(await shown('')).toBe(run.id);
	});

	it('of the quick profile never show once committed', async () => {
		publish({ ...run, profile: 'quick' });
		const { chosenRun, whyNoRun } = await import('./index.ts');
		expect(chosenRun('prime')).toBeUndefined();
		expect(whyNoRun('prime')).toContain('never published');
	});

	it('with a wrong figure stop the build with file, field and what was expected', async () => {
		publish(run);
		writeFileSync(join(folder(), run.id, 'prime', 'bad.json'), '{"status":"measured"}');
		const { chosenRun } = await import('./index.ts');
		expect(() => chosenRun('prime')).toThrow(/prime\/bad\.json is not valid: .*"id"/);
	});

	it('that are not JSON are named', async () => {
		publish(run);
		writeFileSync(join(folder(), run.id, 'run.json'), '{');
		const { runs } = await import('./index.ts');
		expect(() => runs()).toThrow('run.json is not JSON');
	});
});

describe('claims', () => {
	it('are all judged without a run: arithmetic decides, the rest waits', async () => {
		const { articles } = await import('./index.ts');
		const { judgedArticle, judgedClaim } = await import('./claims.ts');
		for (const article of articles().values()) {
			for (const { verdict } of judgedArticle(article)) expect(verdict.reason).not.toBe('');
		}
		const rust = judgedClaim('prime-microservice', 'rust-rate');
		expect(rust.verdict.verdict).toBe('impossible');
		expect(rust.ours).toBeUndefined();
	});

	it('of a rate get a rate beside them once there is a run', async () => {
		publish(run);
		const { judgedClaim } = await import('./claims.ts');
		const { ours, chosen } = judgedClaim('prime-microservice', 'rust-rate');
		expect(ours).toMatch(/^3\d(\.\d)? requests a second on one core$/);
		expect(chosen?.run.id).toBe(run.id);
	});

	it('that do not exist are named', async () => {
		const { judgedClaim } = await import('./claims.ts');
		expect(() => judgedClaim('nobody', 'x')).toThrow('No article is called "nobody"');
		expect(() => judgedClaim('prime-microservice', 'x')).toThrow('no claim "x"');
	});
});

describe('expectations', () => {
	const alike =
		'node/http:single ~ go/net-http:single in serverCpuMsPerRequest at capacity-n20000 on 1 within 25 %';
	const broken =
		'go/net-http:as-published < go/net-http:single in serverCpuMsPerRequest at capacity-n20000 on 1';

	it('are not checked before the first run', async () => {
		const { checkExpectations } = await import('./expectations.ts');
		expect(checkExpectations([alike])).toEqual([{ status: 'not measured yet', text: alike }]);
	});

	it('hold or do not, by the run that the page shows', async () => {
		publish(run);
		const { checkExpectations } = await import('./expectations.ts');
		const outcomes = checkExpectations([alike, broken]);
		expect(outcomes.map((outcome) => outcome.status === 'checked' && outcome.holds)).toEqual([
			true,
			false,
		]);
	});

	it('that no experiment declares are refused', async () => {
		const { checkExpectations } = await import('./expectations.ts');
		expect(() => checkExpectations([alike.replace('capacity-n20000', 'nowhere')])).toThrow(
			'no experiment declares together',
		);
	});
});

const run = sampleRun();
