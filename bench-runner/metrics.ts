import type { Window, WindowMetrics } from '../src/core/schemas/cell.ts';
import type { Histogram } from '../src/core/schemas/histogram.ts';
import { exceedances, valueAtShare } from '../src/core/statistics/histogram.ts';
import { isBeyondCapacity } from './gates/beyond-capacity.ts';
import { trendOf } from '../src/core/statistics/trend.ts';
import type { LoadResult } from './load-generators/load-result.ts';
import type { RawWindow } from './trial.ts';
import { endOfWindow } from './window-end.ts';
import { startOfWindow } from './window-start.ts';
import { sumOfKnown } from './sum-of-known.ts';
import type { Sample } from './stages/5-sample.ts';

/** Raw counters of one window into the scalars that are published. What cannot be derived is absent. */
export function windowMetrics(
	raw: RawWindow,
	samples: readonly Sample[],
	logicalCores: number,
): WindowMetrics {
	const { result } = raw;
	const before = startOfWindow(raw, samples);
	const after = endOfWindow(raw, samples);
	const wallSeconds = (after.atMs - before.atMs) / 1000;
	const answers = answered(result);
	const serverCpuSeconds = difference(before.serverCpuNs, after.serverCpuNs, 1e-9);
	const databaseCpuSeconds = difference(before.databaseCpuNs, after.databaseCpuNs, 1e-9);
	const originCpuSeconds = difference(before.originCpuNs, after.originCpuNs, 1e-9);
	const tracesCpuSeconds = difference(before.tracesCpuNs, after.tracesCpuNs, 1e-9);
	const generatorCpuSeconds = result.cpu && result.cpu.userSeconds + result.cpu.systemSeconds;
	const generatorWorkSeconds = workOf(result, generatorCpuSeconds);
	return withoutAbsent({
		throughputPerSecond: result.answersInWindow / result.seconds,
		serverCpuMsPerRequest: ratio(serverCpuSeconds, answers, 1e3),
		// While requests were sent: the look before and the look after also span the start and the end of the generator.
		serverCoresUsed: ratio(serverCpuSeconds, result.elapsedSeconds),
		...memoryTrend(samplesWithin(raw, samples)),
		serverRssBytesMax: maximum(samplesWithin(raw, samples).map((sample) => sample.serverRssBytes)),
		databaseCpuMsPerRequest: ratio(databaseCpuSeconds, answers, 1e3),
		databaseCoresUsed: ratio(databaseCpuSeconds, result.elapsedSeconds),
		originCpuMsPerRequest: ratio(originCpuSeconds, answers, 1e3),
		originCoresUsed: ratio(originCpuSeconds, result.elapsedSeconds),
		originRequestsPerRequest: ratio(raw.originRequests, answers),
		tracesCpuMsPerRequest: ratio(tracesCpuSeconds, answers, 1e3),
		tracesCoresUsed: ratio(tracesCpuSeconds, result.elapsedSeconds),
		spansPerRequest: ratio(raw.spans, answers),
		generatorCpuUsPerRequest: ratio(generatorWorkSeconds, answers, 1e6),
		generatorCoresUsed: ratio(generatorWorkSeconds, result.elapsedSeconds),
		...latencies(result.responseTime),
		...reported(result.reported),
		...connecting(result.connectTime),
		...refusing(raw),
		scheduleLagUsP50: result.scheduleLag && valueAtShare(result.scheduleLag, 0.5),
		scheduleLagUsP99: result.scheduleLag && valueAtShare(result.scheduleLag, 0.99),
		inFlightMean: ratio(result.inFlightIntegralSeconds, result.seconds),
		bytesPerResponse: ratio(result.bytesReceived, answers),
		foreignCoresUsed: foreignCores(
			before,
			after,
			[serverCpuSeconds, generatorCpuSeconds],
			sumOfKnown(databaseCpuSeconds, originCpuSeconds, tracesCpuSeconds),
			wallSeconds,
		),
		stealShare: ratio(
			difference(before.hostStealCpuSeconds, after.hostStealCpuSeconds),
			wallSeconds * logicalCores,
		),
		cpuPressureShare: ratio(
			difference(before.hostPressureSeconds, after.hostPressureSeconds),
			wallSeconds,
		),
	});
}

/**
 * What a generator spun away it could have worked. It times its spinning by the clock, so where others took its core
 * meanwhile that can be more than its CPU time, and then nobody knows.
 */
function workOf({ spinSeconds }: LoadResult, cpuSeconds: number | undefined): number | undefined {
	if (spinSeconds === undefined) return cpuSeconds;
	const seconds = difference(spinSeconds, cpuSeconds);
	return seconds !== undefined && seconds < 0 ? undefined : seconds;
}

/** Shorter windows are about what a request costs, and memory that moves in them says nothing of an hour. */
const longWindowSeconds = 15;

function memoryTrend(samples: readonly Sample[]) {
	const readings = samples.flatMap(({ atMs, serverRssBytes }) =>
		serverRssBytes === undefined ? [] : [{ at: atMs / 60_000, value: serverRssBytes }],
	);
	const [first, last] = [readings[0], readings.at(-1)];
	if (!first || !last || (last.at - first.at) * 60 < longWindowSeconds) return {};
	const trend = trendOf(readings);
	return {
		serverRssSlopeBytesPerMinute: trend?.slope,
		serverRssSlopeBytesPerMinuteLow: trend?.low,
		serverRssSlopeBytesPerMinuteHigh: trend?.high,
	};
}

/** Of a mix: what became of each operation, whose latencies together say nothing of either. */
export function windowOperations({ definition, result }: RawWindow): Window['operations'] {
	if (!definition.mix || !result.operations) return undefined;
	const each = Object.entries(result.operations).map(([id, { valid, responseTime }]) => {
		return [id, { ...withoutAbsent(latencies(responseTime)), valid }] as const;
	});
	return Object.fromEntries(each);
}

/** Of a system: what each of its programs spent on one answer of its front. */
export function windowPrograms(
	raw: RawWindow,
	samples: readonly Sample[],
): Window['programCpuMsPerRequest'] {
	const before = startOfWindow(raw, samples).programCpuNs;
	const after = endOfWindow(raw, samples).programCpuNs;
	const answers = answered(raw.result);
	if (!before || !after || answers === 0) return undefined;
	const each = Object.entries(after).flatMap(([name, to]) => {
		const cpuMs = ratio(difference(before[name], to, 1e-6), answers);
		return cpuMs === undefined ? [] : [[name, Number(cpuMs.toPrecision(5))] as const];
	});
	return Object.fromEntries(each);
}

/** Each request ends in exactly one of these, so they add up to what was scheduled. */
export function windowCounts({ counts, refusalTime }: LoadResult): Window['counts'] {
	const { scheduled, sent, valid, invalidStatus, invalidLength, malformed, failed } = counts;
	const { timedOut, unfinished } = counts;
	return {
		...(scheduled !== undefined && { scheduled }),
		...(sent !== undefined && { sent }),
		valid,
		...(refusalTime && counts.refused !== undefined && { refused: counts.refused }),
		invalid: sumOfKnown(invalidStatus, invalidLength, malformed),
		...(timedOut !== undefined && { timedOut }),
		failed,
		...(unfinished !== undefined && { unfinished }),
	};
}

function answered({ counts }: LoadResult): number {
	return sumOfKnown(counts.valid, counts.refused, counts.invalidStatus, counts.invalidLength);
}

/** A percentile of a window needs at least one request beyond it; whether it is published is decided for the cell. */
function latencies(histogram: Histogram | undefined) {
	if (!histogram) return {};
	return {
		latencyMsMean: histogram.mean === undefined ? undefined : histogram.mean / 1000,
		latencyMsP50: msAt(histogram, 0.5),
		latencyMsP90: msAt(histogram, 0.9),
		latencyMsP95: msAt(histogram, 0.95),
		latencyMsP99: msAt(histogram, 0.99),
		latencyMsMax: histogram.max === undefined ? undefined : histogram.max / 1000,
	};
}

/** Of loads whose requests each open a connection. */
function connecting(histogram: Histogram | undefined) {
	if (!histogram) return {};
	return {
		connectMsP50: msAt(histogram, 0.5),
		connectMsP95: msAt(histogram, 0.95),
		connectMsP99: msAt(histogram, 0.99),
	};
}

/** Of loads that expect refusals, or ask for more than a server can do. */
function refusing({ definition, result }: RawWindow) {
	const { counts, refusalTime, seconds, elapsedSeconds } = result;
	if (definition.refusal === undefined && !isBeyondCapacity(definition)) return {};
	return {
		answeredShare: counts.scheduled && ratio(counts.valid, counts.scheduled),
		refusalMsP50: refusalTime && msAt(refusalTime, 0.5),
		refusalMsP99: refusalTime && msAt(refusalTime, 0.99),
		drainSeconds: definition.kind === 'open' ? elapsedSeconds - seconds : undefined,
	};
}

function msAt(histogram: Histogram, share: number): number | undefined {
	if (exceedances(histogram, share) < 1) return undefined;
	const us = valueAtShare(histogram, share);
	return us === undefined ? undefined : us / 1000;
}

/** The tool's own figures under names of their own, because its method is its own. */
function reported(figures: LoadResult['reported'] = {}) {
	return {
		reportedLatencyMsMean: figures.latencyMsMean,
		reportedLatencyMsP50: figures.latencyMsP50,
		reportedLatencyMsP90: figures.latencyMsP90,
		reportedLatencyMsP95: figures.latencyMsP95,
		reportedLatencyMsP99: figures.latencyMsP99,
		reportedLatencyMsMax: figures.latencyMsMax,
		reportedThroughputPerSecond: figures.throughputPerSecond,
	};
}

/**
 * CPU time that went to neither server, services, generator nor runner: the best test of whether the machine was ours.
 * The machine's own count is in ticks of 10 ms, so a quiet machine can come out below zero; that is zero.
 */
function foreignCores(
	before: Sample,
	after: Sample,
	[serverCpuSeconds, generatorCpuSeconds]: readonly (number | undefined)[],
	servicesCpuSeconds: number,
	wallSeconds: number,
): number | undefined {
	if (serverCpuSeconds === undefined || generatorCpuSeconds === undefined) return undefined;
	const ours = serverCpuSeconds + generatorCpuSeconds + servicesCpuSeconds;
	const busy = after.hostBusyCpuSeconds - before.hostBusyCpuSeconds;
	const runner = (after.runnerCpuNs - before.runnerCpuNs) * 1e-9;
	return Math.max(0, busy - ours - runner) / wallSeconds;
}

function samplesWithin(raw: RawWindow, samples: readonly Sample[]): Sample[] {
	return samples.filter(({ atMs }) => atMs >= raw.before.atMs && atMs <= raw.after.atMs);
}

function difference(before: number | undefined, after: number | undefined, scale = 1) {
	return before === undefined || after === undefined ? undefined : (after - before) * scale;
}

function ratio(part: number | undefined, whole: number, scale = 1): number | undefined {
	return part === undefined || whole <= 0 ? undefined : (part / whole) * scale;
}

function maximum(values: readonly (number | undefined)[]): number | undefined {
	const present = values.filter((value) => value !== undefined);
	return present.length === 0 ? undefined : Math.max(...present);
}

/** Five significant digits: more than any of these can be known to, and a diff stays readable. */
function withoutAbsent(metrics: Record<string, number | undefined>): WindowMetrics {
	const present = Object.entries(metrics).flatMap(([name, value]) =>
		value === undefined ? [] : [[name, Number(value.toPrecision(5))]],
	);
	return Object.fromEntries(present) as WindowMetrics;
}
