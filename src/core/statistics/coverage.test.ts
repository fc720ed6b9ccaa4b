import { describe, expect, it } from 'vitest';
import { medianInterval } from './median-interval.ts';
import { ratioOfPaired } from './paired-ratio.ts';
import { splitMix64, uniform, type RandomBits } from './random.ts';

/*
 * Do the intervals keep what they promise? Thousands of made-up runs with a known truth, on fixed seeds.
 */
const RUNS = 10_000;
const ROUNDS = 6;

describe('the t interval of a ratio at 6 rounds', () => {
	it('holds the true ratio in 95 % of runs, within 1 %', () => {
		const next = splitMix64(2601);
		const covered = shareOfRuns(() => {
			const { low, high } = ratioOfPaired(...pairedRounds(next, 1.1));
			return low <= 1.1 && 1.1 <= high;
		});
		expect(Math.abs(covered - 0.95)).toBeLessThan(0.01);
	});

	it('tells the detectable ratio from 1 in 80 % of runs, within 2 %', () => {
		// The noise is known here, so the detectable ratio is computed once, from the true spread.
		const trueError = (NOISE * Math.SQRT2) / Math.sqrt(ROUNDS);
		const seen = ratioOfPaired(...spreadOf(trueError)).detectableRatio;
		const next = splitMix64(2602);
		const detected = shareOfRuns(() => {
			const { low, high } = ratioOfPaired(...pairedRounds(next, seen));
			return low > 1 || high < 1;
		});
		expect(Math.abs(detected - 0.8)).toBeLessThan(0.02);
	});
});

describe('the order-statistic interval of a median', () => {
	it.each([
		['six even draws', 6, (next: RandomBits) => uniform(next), 0.5],
		['ten long-tailed draws', 10, (next: RandomBits) => Math.exp(2 * normal(next)), 1],
		['seven draws with ties', 7, (next: RandomBits) => Math.floor(3 * uniform(next)), 1],
	])('holds the true median of %s at least as often as stated', (_, rounds, draw, truth) => {
		const next = splitMix64(2603);
		let stated = 0;
		const covered = shareOfRuns(() => {
			const estimate = medianInterval(Array.from({ length: rounds }, () => draw(next)));
			stated = estimate?.confidence as number;
			return (estimate?.low as number) <= truth && truth <= (estimate?.high as number);
		});
		expect(stated).toBeGreaterThanOrEqual(0.95);
		// Three standard errors of a share near 0.97 in 10,000 runs are 0.0051.
		expect(covered).toBeGreaterThan(stated - 0.0051);
	});
});

/** Standard deviation of the logarithm of one measurement that its round does not explain. */
const NOISE = 0.03;

/** Six rounds with a mood that both sides share, and noise of each side's own. */
function pairedRounds(next: RandomBits, ratio: number): [number[], number[]] {
	const moods = Array.from({ length: ROUNDS }, () => Math.exp(0.2 * normal(next)));
	const noisy = (mood: number) => mood * Math.exp(NOISE * normal(next));
	return [moods.map((mood) => ratio * noisy(mood)), moods.map(noisy)];
}

/** Six ratios whose logarithms have exactly this standard error. */
function spreadOf(standardError: number): [number[], number[]] {
	const deviation = standardError * Math.sqrt(ROUNDS - 1);
	const ratios = Array.from({ length: ROUNDS }, (_, i) => Math.exp(i % 2 ? deviation : -deviation));
	return [ratios, ratios.map(() => 1)];
}

function shareOfRuns(succeeds: () => boolean): number {
	let successes = 0;
	for (let run = 0; run < RUNS; run++) if (succeeds()) successes++;
	return successes / RUNS;
}

/** Box and Muller, Annals of Mathematical Statistics 29(2), 1958. */
function normal(next: RandomBits): number {
	const radius = Math.sqrt(-2 * Math.log(1 - uniform(next)));
	return radius * Math.cos(2 * Math.PI * uniform(next));
}
