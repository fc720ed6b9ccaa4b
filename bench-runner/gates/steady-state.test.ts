import { describe, expect, it } from 'vitest';
import { sampleCell } from '../../src/core/samples.ts';
import type { Load } from '../../src/core/schemas/experiment.ts';
import { median } from '../../src/core/statistics/quantiles.ts';
import { splitMix64 } from '../../src/core/statistics/random.ts';
import type { LoadResult } from '../load-generators/load-result.ts';
import { closedLoad, loadResult, openLoad } from '../samples.ts';
import { steadyState } from './steady-state.ts';

// Thousands of simulated windows: seconds on a quiet machine, more beside compilers.
describe('on simulated cells of eight rounds, whose truth is known', { timeout: 60_000 }, () => {
	it.each([
		['one of service times that differ by half, at 60 % of its capacity', 0.6, 0.5],
		['one of exponential service times, at 80 % of its capacity', 0.8, 1],
	])('passes at least 99 in 100 steady servers: %s', (_, utilisation, spread) => {
		expect(passedOf(200, () => cellOf({ utilisation, spread, trend: 0 }))).toBeGreaterThanOrEqual(
			0.99,
		);
	});

	it('fails at least 99 in 100 servers that get 10 % slower from the first third to the last', () => {
		expect(
			passedOf(200, () => cellOf({ utilisation: 0.3, spread: 0.2, trend: 0.1 })),
		).toBeLessThanOrEqual(0.01);
	});

	it('fails at least 99 in 100 that are still warming up, 10 % faster in the last third', () => {
		expect(
			passedOf(200, () => cellOf({ utilisation: 0.3, spread: 0.2, trend: -0.1 })),
		).toBeLessThanOrEqual(0.01);
	});
});

describe('what it says', () => {
	const drifting = [1000, 1100, 1200];

	it('gives the drift, the limit and a sentence', () => {
		expect(judge(openLoad, rounds(8, drifting))).toEqual({
			gate: 'steady-state',
			pass: false,
			value: 0.2,
			threshold: 0.03,
			reason: 'p50 of the last third lay 20 % above that of the first, in 8 rounds.',
		});
		expect(judge(openLoad, rounds(8, [1000, 5000, 1000]))).toMatchObject({ pass: true, value: 0 });
	});

	it('says so where the noise of the rounds explains a drift', () => {
		const noisy = [2, 0.6, 2, 0.6, 2, 0.6].flatMap((last) => rounds(1, [1000, 1000, 1000 * last]));
		expect(judge(openLoad, noisy)).toMatchObject({
			pass: true,
			reason: expect.stringMatching(/which the noise of the rounds explains\.$/),
		});
	});

	it.each([
		['fewer than six rounds', openLoad, rounds(5, drifting)],
		['windows shorter than two seconds', openLoad, rounds(8, [1000])],
		['seconds with few answers', openLoad, rounds(8, drifting, 49)],
		['a closed loop that is still filling', closedLoad, rounds(8, drifting, 63)],
		['a generator without a series', openLoad, rounds(8, drifting).map(withoutSeries)],
	])('does not apply to %s', (_, load, results) => {
		expect(judge(load, results)).toBeUndefined();
	});

	it('leaves the rest of a second at the end alone', () => {
		const results = rounds(8, [1000, 1000, 1000]).map((result) => ({
			...result,
			seconds: 3.6,
			series: [...(result.series ?? []), { ...second(3, 9000), valid: 500 }],
		}));
		expect(judge(openLoad, results)).toMatchObject({ pass: true, value: 0 });
	});
});

function judge(load: Load, results: readonly LoadResult[]) {
	return steadyState.judge({
		publishable: true,
		cell: sampleCell({ loadDefinition: load }),
		results,
	});
}

function rounds(count: number, p50Us: readonly number[], valid = 1000): LoadResult[] {
	const series = p50Us.map((us, index) => ({ ...second(index, us), valid }));
	return new Array<LoadResult>(count).fill(loadResult({ seconds: p50Us.length, series }));
}

function second(index: number, responseTimeUsP50: number) {
	return { second: index, sent: 1000, valid: 1000, errors: 0, responseTimeUsP50 };
}

function withoutSeries(result: LoadResult): LoadResult {
	const { series: _, ...rest } = result;
	return rest;
}

const random = splitMix64(11);
const uniform = () => Number(random() >> 11n) / 2 ** 53;
const exponential = () => -Math.log(1 - uniform());

function passedOf(draws: number, make: () => LoadResult[]): number {
	const outcomes = Array.from({ length: draws }, () => judge(openLoad, make()));
	expect(outcomes).not.toContain(undefined);
	return outcomes.filter((outcome) => outcome?.pass).length / draws;
}

interface Truth {
	utilisation: number;
	/** Share of the service time that is exponential; the rest is the same for each request. */
	spread: number;
	/** How much longer service takes in the last third than in the first. */
	trend: number;
}

/** Eight windows of three seconds at 1,000 requests a second, each process a few per cent faster or slower than the next. */
function cellOf(truth: Truth): LoadResult[] {
	return Array.from({ length: 8 }, () => {
		const luck = 1 + 0.1 * (uniform() - 0.5);
		const waits = simulate(truth, luck);
		const series = waits.map((us, index) => {
			const responseTimeUsP50 = median(us);
			return { ...second(index, responseTimeUsP50 ?? NaN), valid: us.length };
		});
		return loadResult({ seconds: 3, series });
	});
}

/** Response times in microseconds, by the second in which the answer came. */
function simulate({ utilisation, spread, trend }: Truth, luck: number): number[][] {
	const perSecond: number[][] = [[], [], []];
	let [arrival, free] = [0, 0];
	for (;;) {
		arrival += exponential() / 1000;
		if (arrival > 3) return perSecond;
		const slower = 1 + (trend * (Math.floor(arrival) - 1)) / 2;
		const service = (utilisation / 1000) * luck * slower * (1 - spread + spread * exponential());
		free = Math.max(free, arrival) + service;
		perSecond[Math.floor(free)]?.push((free - arrival) * 1e6);
	}
}
