import { describe, expect, it } from 'vitest';
import { WindowMetricsSchema } from '../src/core/schemas/cell.ts';
import { windowCounts, windowMetrics, windowOperations, windowPrograms } from './metrics.ts';
import {
	closedLoad,
	histogramOf,
	loadResult,
	rightAnswers,
	sampleAt,
	steadyCore,
} from './samples.ts';
import type { Sample } from './stages/5-sample.ts';
import type { RawWindow } from './trial.ts';

/** From second 10 to 12 of the runner's clock; the generator's own second lies inside. */
function rawWindow(changes: Partial<RawWindow> = {}): RawWindow {
	return {
		load: 'capacity',
		definition: closedLoad,
		order: 1,
		startedAt: '2026-01-01T00:00:00Z',
		before: sampleAt(10),
		after: sampleAt(12),
		coreSpeed: { before: steadyCore, after: steadyCore },
		result: loadResult(),
		...changes,
	};
}

describe('windowMetrics', () => {
	it('counts what the generator spun away as spare, and as none of other programs', () => {
		const raw = rawWindow({ result: loadResult({ spinSeconds: 0.075 }) });
		const metrics = windowMetrics(raw, [raw.before, raw.after], 4);
		expect(metrics).toMatchObject({ generatorCpuUsPerRequest: 50, generatorCoresUsed: 0.04 });
		expect(metrics.foreignCoresUsed).toBe(0.0375);
		// Others took its core while it spun.
		const longer = rawWindow({ result: loadResult({ spinSeconds: 5 }) });
		expect(windowMetrics(longer, [], 4)).not.toHaveProperty('generatorCoresUsed');
	});

	it('gives a long window the slope of its memory, and a short one none', () => {
		const growing = (seconds: number) =>
			Array.from({ length: seconds * 5 + 1 }, (_, index) =>
				sampleAt(10 + index / 5, { serverRssBytes: 50_000_000 + 100_000 * index }),
			);
		const slopeOver = (seconds: number) => {
			const raw = rawWindow({ after: sampleAt(10 + seconds) });
			return windowMetrics(raw, growing(seconds), 4);
		};
		// 100,000 bytes more every 0.2 s.
		expect(slopeOver(20)).toMatchObject({
			serverRssSlopeBytesPerMinute: 30_000_000,
			serverRssSlopeBytesPerMinuteLow: 30_000_000,
			serverRssSlopeBytesPerMinuteHigh: 30_000_000,
		});
		expect(slopeOver(10).serverRssSlopeBytesPerMinute).toBeUndefined();
	});

	it('derives each scalar from the counters, by hand', () => {
		const scheduleLag = histogramOf(Array.from({ length: 1000 }, (_, index) => index));
		const raw = rawWindow({
			before: sampleAt(10, { hostStealCpuSeconds: 1, hostPressureSeconds: 4 }),
			after: sampleAt(12, { hostStealCpuSeconds: 1.04, hostPressureSeconds: 5 }),
			result: loadResult({ scheduleLag }),
		});
		const metrics = windowMetrics(raw, [raw.before, raw.after], 4);
		expect(WindowMetricsSchema.parse(metrics)).toEqual({
			throughputPerSecond: 1000,
			// 0.8 cores for 2 s over 1,000 answers.
			serverCpuMsPerRequest: 1.6,
			// The same 1.6 s over the 1.25 s from the first request to the last answer.
			serverCoresUsed: 1.28,
			serverRssBytesMax: 50_000_000,
			// 0.125 s over 1,000 answers, and over the 1.25 s that pacer lived.
			generatorCpuUsPerRequest: 125,
			generatorCoresUsed: 0.1,
			latencyMsMean: 2,
			latencyMsP50: 2,
			latencyMsP90: 2,
			latencyMsP95: 2,
			latencyMsP99: 2,
			latencyMsMax: 2,
			scheduleLagUsP50: 499,
			scheduleLagUsP99: 989,
			inFlightMean: 2,
			bytesPerResponse: 150,
			// 1.82 s busy less 1.6 server, 0.125 generator and 0.02 runner, over 2 s.
			foreignCoresUsed: 0.0375,
			// 0.04 s of 2 s on 4 CPUs; 1 s of 2 s.
			stealShare: 0.005,
			cpuPressureShare: 0.5,
		});
	});

	it('leaves out what was not measured', () => {
		const unseen = ({ serverCpuNs: _, serverRssBytes: __, ...rest }: Sample): Sample => rest;
		const { cpu: _, ...result } = loadResult({ responseTime: histogramOf([]) });
		const raw = rawWindow({
			before: unseen(sampleAt(10)),
			after: unseen(sampleAt(12)),
			result: { ...result, counts: { ...rightAnswers, valid: 0 }, answersInWindow: 0 },
		});
		expect(windowMetrics(raw, [raw.before, raw.after], 4)).toEqual({
			throughputPerSecond: 0,
			inFlightMean: 2,
		});
	});

	it("keeps a tool's own figures under names of their own, and adds none that it did not give", () => {
		const { responseTime: _, inFlightIntegralSeconds: __, ...without } = loadResult();
		const reported = { latencyMsP50: 26, latencyMsP99: 51, throughputPerSecond: 500 };
		const metrics = windowMetrics(rawWindow({ result: { ...without, reported } }), [], 4);
		expect(metrics).toMatchObject({
			reportedLatencyMsP50: 26,
			reportedLatencyMsP99: 51,
			reportedThroughputPerSecond: 500,
		});
		for (const name of ['latencyMsP50', 'latencyMsMax', 'inFlightMean', 'reportedLatencyMsMax']) {
			expect(metrics).not.toHaveProperty(name);
		}
		const counts = { valid: 9, invalidStatus: 1, failed: 0 };
		expect(windowCounts(loadResult({ counts }))).toEqual({ valid: 9, invalid: 1, failed: 0 });
	});

	it('counts wrong answers as answers the server worked for, and broken ones not', () => {
		const counts = {
			...rightAnswers,
			valid: 400,
			invalidStatus: 300,
			invalidLength: 100,
			failed: 200,
		};
		const raw = rawWindow({ result: loadResult({ counts }) });
		// 1.6 s over 800.
		expect(windowMetrics(raw, [], 4).serverCpuMsPerRequest).toBe(2);
	});

	it('takes the greatest memory within the window, not before or after', () => {
		const raw = rawWindow();
		const peak = (seconds: number, serverRssBytes: number) => sampleAt(seconds, { serverRssBytes });
		const samples = [peak(9.9, 9e9), raw.before, peak(11, 6e7), raw.after, peak(12.1, 9e9)];
		expect(windowMetrics(raw, samples, 4).serverRssBytesMax).toBe(6e7);
	});

	it('tells the CPU time of the database from that of others', () => {
		const raw = rawWindow({
			before: sampleAt(10, { databaseCpuNs: 1e9 }),
			after: sampleAt(12, { databaseCpuNs: 1.02e9 }),
		});
		const metrics = windowMetrics(raw, [], 4);
		// 20 ms for 1,000 answers, of the 0.075 s that without them would be somebody else's.
		expect(metrics.databaseCpuMsPerRequest).toBe(0.02);
		expect(metrics.foreignCoresUsed).toBe(0.0275);
	});

	it('divides what each program of a system used by the answers of its front', () => {
		const raw = rawWindow({
			before: sampleAt(10, { programCpuNs: { front: 1e9, auth: 2e9 } }),
			after: sampleAt(12, { programCpuNs: { front: 1.5e9, auth: 2.02e9 } }),
		});
		expect(windowPrograms(raw, [])).toEqual({ front: 0.5, auth: 0.02 });
		expect(windowPrograms(rawWindow(), [])).toBeUndefined();
	});

	it('tells what an origin and a sink of spans did: their CPU time, and what they counted', () => {
		const raw = rawWindow({
			before: sampleAt(10, { originCpuNs: 1e9, tracesCpuNs: 2e9 }),
			after: sampleAt(12, { originCpuNs: 1.015e9, tracesCpuNs: 2.005e9 }),
			originRequests: 250,
			spans: 3000,
		});
		const metrics = windowMetrics(raw, [], 4);
		expect(metrics.originCpuMsPerRequest).toBe(0.015);
		expect(metrics.originRequestsPerRequest).toBe(0.25);
		expect(metrics.tracesCpuMsPerRequest).toBe(0.005);
		expect(metrics.spansPerRequest).toBe(3);
		expect(metrics.foreignCoresUsed).toBe(0.0275);
		expect(windowMetrics(rawWindow(), [], 4)).not.toHaveProperty('spansPerRequest');
	});

	it('takes a quiet machine that its coarse ticks put below zero for zero', () => {
		const raw = rawWindow({ after: sampleAt(12, { hostBusyCpuSeconds: 9.1 + 1.7 }) });
		expect(windowMetrics(raw, [], 4).foreignCoresUsed).toBe(0);
	});

	it('gives a percentile only where a request lies beyond it', () => {
		const withAnswers = (count: number) => {
			const responseTime = histogramOf(Array.from({ length: count }, (_, index) => index + 1));
			return windowMetrics(rawWindow({ result: loadResult({ responseTime }) }), [], 4);
		};
		expect(withAnswers(100).latencyMsP99).toBe(0.099);
		expect(withAnswers(99)).not.toHaveProperty('latencyMsP99');
		expect(withAnswers(10).latencyMsP90).toBe(0.009);
		expect(withAnswers(9)).not.toHaveProperty('latencyMsP90');
		expect(withAnswers(9).latencyMsMax).toBe(0.009);
	});

	it('says how long connecting took where each request opens a connection', () => {
		const connectTime = histogramOf(Array.from({ length: 100 }, (_, index) => index + 1));
		const metrics = windowMetrics(rawWindow({ result: loadResult({ connectTime }) }), [], 4);
		expect(metrics).toMatchObject({ connectMsP50: 0.05, connectMsP95: 0.095, connectMsP99: 0.099 });
		expect(windowMetrics(rawWindow(), [], 4)).not.toHaveProperty('connectMsP50');
	});

	it('keeps five significant digits', () => {
		const raw = rawWindow({ result: loadResult({ answersInWindow: 1000, seconds: 3 }) });
		expect(windowMetrics(raw, [], 4).throughputPerSecond).toBe(333.33);
	});
});

it('windowCounts adds the three kinds of wrong answer and keeps the rest', () => {
	const counts = {
		scheduled: 100,
		sent: 99,
		valid: 80,
		invalidStatus: 1,
		invalidLength: 2,
		malformed: 4,
		timedOut: 5,
		failed: 6,
		unfinished: 2,
	};
	expect(windowCounts(loadResult({ counts }))).toEqual({
		scheduled: 100,
		sent: 99,
		valid: 80,
		invalid: 7,
		timedOut: 5,
		failed: 6,
		unfinished: 2,
	});
});

describe('windowOperations', () => {
	const responseTime = histogramOf([1000, 2000, 3000]);
	const result = loadResult({ operations: { slow: { valid: 3, responseTime } } });

	it('tells the operations of a mix apart', () => {
		const { operation: _, ...load } = closedLoad;
		const definition = { ...load, mix: { slow: 1, fast: 9 } };
		expect(windowOperations(rawWindow({ definition, result }))).toEqual({
			slow: { valid: 3, latencyMsMean: 2, latencyMsP50: 2, latencyMsMax: 3 },
		});
	});

	it('says nothing of a single operation, which the window itself is', () => {
		expect(windowOperations(rawWindow({ result }))).toBeUndefined();
	});
});
