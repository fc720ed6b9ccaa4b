import { describe, expect, it } from 'vitest';
import type { CalibrationLoad, CalibrationParameters } from '../schemas/calibration-log.ts';
import { splitMix64, uniform } from '../statistics/random.ts';
import { closedLoopReport } from './closed-loop.ts';
import { meanMs, type Piece, quantileMs, statisticNames, statisticOf } from './mixture.ts';
import { openLoopTruth } from './open-loop.ts';
import { parametersOf } from './parameters.ts';
import { whatHappened } from './what-happened.ts';

const none: CalibrationParameters = { delayUs: 0, stallMs: 0, stallEveryMs: 0, stallAtMs: 0 };
const stall = { ...none, stallMs: 1000, stallEveryMs: 10_000, stallAtMs: 4500 };
const pause = { ...stall, stallMs: 200 };

describe('parametersOf', () => {
	const environment = { DELAY_US: '1000', STALL_MS: '0', STALL_EVERY_MS: '0', STALL_AT_MS: '0' };

	it('reads what a variant declares', () => {
		expect(parametersOf(environment)).toEqual({ ...none, delayUs: 1000 });
	});

	it.each(['', '1.5', 'soon'])('refuses "%s" with a sentence', (text) => {
		expect(() => parametersOf({ ...environment, STALL_MS: text })).toThrow(
			/calibration server is not valid: "stallMs": /,
		);
	});
});

describe('openLoopTruth', () => {
	it('is the delay at every statistic', () => {
		const pieces = openLoopTruth({ ...none, delayUs: 50_000 }, 10);
		expect(statisticNames.map((name) => statisticOf(pieces, name))).toEqual(Array(7).fill(50));
	});

	it('has the figures of a stop of 1 s in 10 s', () => {
		const pieces = openLoopTruth(stall, 10);
		const figures = { p50: 0, p90: 0, p95: 500, p99: 900, p999: 990, max: 1000, mean: 50 };
		for (const name of statisticNames) {
			expect(statisticOf(pieces, name), name).toBeCloseTo(figures[name], 6);
		}
	});

	it('has the figures of a pause of 200 ms in 10 s', () => {
		const pieces = openLoopTruth(pause, 20);
		const figures = { p50: 0, p90: 0, p95: 0, p99: 100, p999: 190, max: 200, mean: 2 };
		for (const name of statisticNames) {
			expect(statisticOf(pieces, name), name).toBeCloseTo(figures[name], 6);
		}
	});

	it.each([
		['the stops of several periods', stall, 35],
		['a window that ends during a stop', stall, 5],
		['a window that ends before the first', stall, 4],
		['a delay and stops together', { ...pause, delayUs: 30_000 }, 10],
	])('agrees with requests put through the rule one by one: %s', (_name, parameters, seconds) => {
		const waits = simulate(parameters, seconds);
		const pieces = openLoopTruth(parameters, seconds);
		expect(pieces.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
		for (const share of [0.5, 0.8, 0.97, 0.99, 0.999]) {
			const drawn = waits[Math.ceil(share * waits.length) - 1] ?? NaN;
			expect(Math.abs(quantileMs(pieces, share) - drawn), `${share}`).toBeLessThan(1);
		}
		const mean = waits.reduce((sum, wait) => sum + wait, 0) / waits.length;
		expect(meanMs(pieces)).toBeCloseTo(mean, 1);
	});
});

/** Ascending waits of evenly intended requests. */
function simulate(parameters: CalibrationParameters, seconds: number): number[] {
	const { delayUs, stallMs, stallEveryMs, stallAtMs } = parameters;
	return Array.from({ length: seconds * 10_000 }, (_, index) => {
		const intendedMs = index / 10 + 0.05;
		const dueMs = intendedMs + delayUs / 1000;
		const sinceMs = dueMs < stallAtMs ? stallMs : (dueMs - stallAtMs) % stallEveryMs;
		return (sinceMs < stallMs ? dueMs - sinceMs + stallMs : dueMs) - intendedMs;
	}).sort((a, b) => a - b);
}

describe('closedLoopReport', () => {
	const load = { connections: 16, seconds: 10, baseMs: 1 };

	it('shows one slow answer a connection, 1 of 9,001 whatever their number', () => {
		for (const connections of [1, 16, 1000]) {
			const report = closedLoopReport(stall, { ...load, connections });
			expect(report.slowAnswers).toBe(connections);
			expect(report.answers / report.slowAnswers).toBeCloseTo(9001, 9);
			expect(statisticOf(report.pieces, 'p999')).toBe(1);
			expect(statisticOf(report.pieces, 'max')).toBe(1000);
		}
	});

	it('leaves out what an open loop would have asked during the stop', () => {
		expect(closedLoopReport(stall, load).omitted).toBe(16 * 1000 - 16);
		expect(closedLoopReport(none, load)).toMatchObject({ omitted: 0, slowAnswers: 0 });
	});

	it('agrees with connections that ask again when they are answered', () => {
		const next = splitMix64(7);
		const waits = Array.from({ length: 40 }, () => askInTurn(stall, 20, uniform(next) * 10)).flat();
		const report = closedLoopReport(stall, { connections: 40, seconds: 20, baseMs: 10 });
		expect(waits.length / report.answers).toBeCloseTo(1, 2);
		expect(waits.filter((wait) => wait > 500).length).toBe(report.slowAnswers);
		const mean = waits.reduce((sum, wait) => sum + wait, 0) / waits.length;
		expect(mean / meanMs(report.pieces)).toBeCloseTo(1, 2);
	});
});

/** Waits of one connection with 10 ms to an answer. */
function askInTurn(parameters: CalibrationParameters, seconds: number, firstMs: number): number[] {
	const waits: number[] = [];
	for (let nowMs = firstMs; nowMs < seconds * 1000;) {
		const dueMs = nowMs + 10;
		const sinceMs = (dueMs - parameters.stallAtMs) % parameters.stallEveryMs;
		const isHeld = dueMs >= parameters.stallAtMs && sinceMs < parameters.stallMs;
		const answeredMs = isHeld ? dueMs - sinceMs + parameters.stallMs : dueMs;
		waits.push(answeredMs - nowMs);
		nowMs = answeredMs;
	}
	return waits;
}

describe('whatHappened', () => {
	const ordinary = {
		unit: 'us' as const,
		significantBits: 11,
		count: 90,
		buckets: [
			[0, 45],
			[40, 45],
		] as [number, number][],
	};
	const load: CalibrationLoad = {
		startNs: 0,
		endNs: 10e9,
		requests: 100,
		ordinary,
		held: { ...ordinary, count: 0, buckets: [] },
		stops: [],
	};
	const stopped = (lastAnsweredNs: number): CalibrationLoad => ({
		...load,
		stops: [
			{
				startNs: 4.5e9,
				endNs: 5.5e9,
				firstAnsweredNs: 5.502e9,
				lastAnsweredNs,
				held: 10,
			},
		],
	});
	const total = (pieces: Piece[]) => pieces.reduce((sum, { share }) => sum + share, 0);

	it('is the histogram of the server where there was no stop', () => {
		const pieces = whatHappened(load, 10);
		expect(total(pieces)).toBeCloseTo(1, 12);
		expect(quantileMs(pieces, 0.25)).toBeLessThanOrEqual(0.001);
		expect(quantileMs(pieces, 1)).toBeCloseTo(0.041, 9);
	});

	it('counts a late end, and the time in which held answers go out', () => {
		const pieces = whatHappened(stopped(5.52e9), 10);
		expect(total(pieces)).toBeCloseTo(1, 12);
		// From 20 ms, the last to come, to 1,002 ms, the first: p95 is the middle of the 10 % but for the
		// 0.2 % that came while they went out.
		expect(quantileMs(pieces, 1)).toBe(1002);
		expect(quantileMs(pieces, 0.95)).toBeCloseTo(20 + 0.5 * 982, 6);
		expect(quantileMs(pieces, 0.9)).toBeCloseTo(20, 6);
	});

	it('refuses a load of which nothing ordinary is known', () => {
		const empty = { ...load, ordinary: { ...ordinary, count: 0, buckets: [] } };
		expect(() => whatHappened(empty, 10)).toThrow(RangeError);
	});
});
