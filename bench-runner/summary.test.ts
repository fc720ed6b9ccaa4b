import { describe, expect, it } from 'vitest';
import { CellSchema, type MeasuredCell } from '../src/core/schemas/cell.ts';
import { splitMix64, uniform } from '../src/core/statistics/random.ts';
import { formatJson } from './json-file.ts';
import type { LoadResult } from './load-generators/load-result.ts';
import type { Plan } from './plan-file.ts';
import {
	histogramOf,
	judgedWindow,
	ownCores,
	loadResult,
	samplePlan,
	sampleTrial,
} from './samples.ts';
import { cellId, summariseCell } from './summary.ts';

const group = {
	id: 'prime/go/net-http/single/1/capacity',
	load: 'capacity',
	trials: [sampleTrial()],
};

describe('summariseCell', () => {
	it('says who, under what and on how many cores, and passes its own schema', () => {
		const plan = samplePlan();
		plan.machine.coreSiblings = [
			[0, 2],
			[1, 3],
		];
		plan.layouts = [{ ...ownCores, serverCpus: [0, 2] }];
		const cell = measured([judgedWindow(1, loadResult())], plan);
		expect(cell).toMatchObject({
			id: 'prime/go/net-http/single/1/capacity',
			run: plan.id,
			workload: 'prime',
			variant: 'single',
			cores: 1,
			load: 'capacity',
			loadDefinition: { connections: 16 },
			series: [[1000]],
		});
		expect(CellSchema.parse(JSON.parse(formatJson(cell)))).toEqual(cell);
	});

	it('takes the median over rounds, with an interval from six', () => {
		const windows = [3, 1, 2, 6, 5, 4, 7].map((round) => judgedWindow(round, loadResult()));
		expect(measured(windows).summary.serverCpuMsPerRequest).toEqual({
			median: 4,
			low: 1,
			high: 7,
			confidence: 1 - 2 * 0.5 ** 7,
			rounds: 7,
		});
		expect(measured(windows.slice(0, 3)).summary.serverCpuMsPerRequest).toEqual({
			median: 2,
			rounds: 3,
		});
	});

	it('takes the median over rounds for each program of a system, and is silent of one server', () => {
		const windows = [1, 2, 3].map((round) => {
			const { window, ...judged } = judgedWindow(round, loadResult());
			return { ...judged, window: { ...window, programCpuMsPerRequest: { auth: 2 * round } } };
		});
		const expected = { auth: { median: 4, rounds: 3 } };
		expect(measured(windows).programCpuMsPerRequest).toEqual(expected);
		expect(measured([judgedWindow(1, loadResult())])).not.toHaveProperty('programCpuMsPerRequest');
	});

	it('publishes a percentile from 100 exceedances over all rounds, and leaves its metric out below', () => {
		const hundredBeyondP99 = measured(rounds(10, answers(1000)));
		expect(hundredBeyondP99.percentiles.map(({ percentile }) => percentile)).toEqual([
			50, 90, 95, 99,
		]);
		expect(hundredBeyondP99.percentiles.at(-1)).toMatchObject({ valueMs: 0.99, exceedances: 100 });
		expect(hundredBeyondP99.summary).toHaveProperty('latencyMsP99');

		const ninety = measured(rounds(9, answers(1000)));
		expect(ninety.percentiles.map(({ percentile }) => percentile)).toEqual([50, 90, 95]);
		expect(ninety.summary).not.toHaveProperty('latencyMsP99');
		expect(ninety.summary).toHaveProperty('latencyMsP50');
	});

	it('publishes how long connecting took from as many requests as a latency', () => {
		const opening = rounds(9, answers(1000)).map((one) => {
			const metrics = { connectMsP50: 0.1, connectMsP95: 0.2, connectMsP99: 0.3 };
			return { ...one, window: { ...one.window, metrics } };
		});
		const { summary } = measured(opening);
		expect(Object.keys(summary)).toEqual(['connectMsP50', 'connectMsP95']);
	});

	it('keeps a window that did not pass, with its gate, and leaves its numbers out', () => {
		const slow = loadResult({
			responseTime: histogramOf(new Array<number>(1000).fill(9_000_000)),
		});
		const windows = [1, 2, 3, 4, 5, 6].map((round) => judgedWindow(round, loadResult()));
		const cell = measured([...windows, judgedWindow(70, slow, 'steal')]);
		expect(cell.windows).toHaveLength(7);
		expect(cell.windows.at(-1)?.failedGates).toEqual(['steal']);
		expect(cell.summary.serverCpuMsPerRequest).toMatchObject({ median: 3.5, rounds: 6 });
		expect(cell.histograms.responseTime).toMatchObject({ count: 6000, max: 2000 });
		expect(cell.gates).toContainEqual({ gate: 'rounds', value: 6, threshold: 6, pass: true });
	});

	it('reports of each gate how many windows it kept out, and the worst it saw', () => {
		const windows = [
			judgedWindow(1, loadResult()),
			judgedWindow(2, loadResult(), 'steal'),
			judgedWindow(3, loadResult(), 'steal'),
		];
		const { gates } = measured(windows);
		expect(gates.find(({ gate }) => gate === 'steal')).toEqual({
			gate: 'steal',
			pass: false,
			value: 3,
			threshold: 0,
			reason: '2 of 2 windows did not pass. It was not right.',
		});
		expect(gates.find(({ gate }) => gate === 'answers')).toEqual({
			gate: 'answers',
			pass: true,
			value: 0,
			threshold: 0,
		});
	});

	it('has no summary where no window of a standard run passed, and a marked one in a quick run', () => {
		const windows = [judgedWindow(1, loadResult(), 'steal')];
		const standard = measured(windows);
		expect(standard.summary).toEqual({});
		expect(standard.histograms).toEqual({});
		const quick = measured(windows, samplePlan({ profile: 'quick' }));
		expect(quick.summary.serverCpuMsPerRequest).toEqual({ median: 1, rounds: 1 });
		expect(quick.gates).toContainEqual(expect.objectContaining({ gate: 'steal', pass: false }));
	});

	it('is failed, with the reason, where no window was measured', () => {
		const failures = [
			{ stage: 'verify' as const, reason: 'GET /prime answered 500.' },
			{ stage: 'load' as const, reason: 'It ended.' },
		];
		const cell = summariseCell(samplePlan(), group, [], failures);
		expect(CellSchema.parse(cell)).toMatchObject({
			status: 'failed',
			id: group.id,
			failure: { stage: 'verify', reason: 'GET /prime answered 500.' },
		});
		expect(cell).not.toHaveProperty('summary');
	});
});

describe('the size limit', () => {
	it('keeps the finest histogram that fits', () => {
		const cell = measured(rounds(3, answers(500)));
		expect(cell.histograms.responseTime?.significantBits).toBe(8);
	});

	it('widens buckets until the file fits 20 kB, and loses no count', () => {
		const cell = measured(rounds(7, spreadAnswers(20_000)));
		expect(formatJson(cell).length).toBeLessThanOrEqual(20_000);
		expect(cell.histograms.responseTime?.significantBits).toBeLessThan(8);
		expect(cell.histograms.responseTime?.count).toBe(140_000);
		expect(cell.histograms.responseTime?.buckets.reduce((sum, [, count]) => sum + count, 0)).toBe(
			140_000,
		);
	});

	it('gives up the histograms before a round', () => {
		const cell = measured(rounds(14, spreadAnswers(20_000)));
		expect(formatJson(cell).length).toBeLessThanOrEqual(20_000);
		expect(cell.windows).toHaveLength(14);
	});

	it('does not ask a coarse histogram for more than it has', () => {
		const responseTime = histogramOf([5, 500, 5000], 6);
		const cell = measured([judgedWindow(1, loadResult({ responseTime }))]);
		expect(cell.histograms.responseTime?.significantBits).toBe(6);
	});
});

it('cellId is a path that keeps the twin apart', () => {
	expect(cellId(sampleTrial(), 'capacity')).toBe(group.id);
	expect(cellId(sampleTrial({ duplicate: true }), 'capacity')).toBe(`${group.id}/duplicate`);
});

describe('what another generator reports', () => {
	const reporting = (round: number, failedGate?: string) => {
		const judged = judgedWindow(round, loadResult(), failedGate);
		const metrics = { ...judged.window.metrics, reportedLatencyMsP99: round };
		return { ...judged, window: { ...judged.window, metrics } };
	};

	it('stands though the tool was too slow or left requests out, and the cell says so', () => {
		const { summary, gates } = measured([
			reporting(1, 'achieved-rate'),
			reporting(3, 'core-speed'),
		]);
		expect(summary).toEqual({ reportedLatencyMsP99: { median: 2, rounds: 2 } });
		expect(gates).toContainEqual(expect.objectContaining({ gate: 'achieved-rate', pass: false }));
	});

	it('falls where the machine was disturbed', () => {
		const { summary } = measured([reporting(1), reporting(3, 'foreign-cpu')]);
		expect(summary.reportedLatencyMsP99).toEqual({ median: 1, rounds: 1 });
	});
});

function measured(
	windows: ReturnType<typeof judgedWindow>[],
	plan: Plan = samplePlan(),
): MeasuredCell {
	const cell = summariseCell(plan, group, windows, []);
	if (cell.status === 'failed') throw new Error(cell.failure.reason);
	return cell;
}

function rounds(count: number, result: LoadResult) {
	return Array.from({ length: count }, (_, index) => judgedWindow(index + 1, result));
}

/** 1, 2, 3, ... us. */
function answers(count: number): LoadResult {
	const times = histogramOf(Array.from({ length: count }, (_, index) => index + 1));
	return loadResult({ responseTime: times, serviceTime: times });
}

/** Over seven powers of ten, so that hardly two share a bucket. */
function spreadAnswers(count: number): LoadResult {
	const next = splitMix64(1);
	const times = histogramOf(
		Array.from({ length: count }, () => Math.floor(10 ** (uniform(next) * 7))),
	);
	return loadResult({ responseTime: times, serviceTime: times });
}
