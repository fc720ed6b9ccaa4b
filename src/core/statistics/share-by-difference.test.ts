import { describe, expect, it } from 'vitest';
import { normalDraws } from './normal.ts';
import { splitMix64, uniform } from './random.ts';
import { shareByDifference } from './share-by-difference.ts';

describe('shareByDifference', () => {
	it('is what goes away with the part', () => {
		const estimate = shareByDifference([10, 20, 40], [6, 12, 24]);
		expect(estimate?.share).toBeCloseTo(0.4, 12);
		expect(estimate?.low).toBeCloseTo(0.4, 12);
		expect(estimate?.high).toBeCloseTo(0.4, 12);
		expect(estimate?.rounds).toBe(3);
	});

	it('agrees with the t interval worked by hand', () => {
		// Logs of without / whole: -0.4, -0.5, -0.6; mean -0.5, standard error 0.1 / sqrt(3), t of 2 degrees 4.30265.
		const estimate = shareByDifference([1, 1, 1], [-0.4, -0.5, -0.6].map(Math.exp));
		const margin = (4.30265 * 0.1) / Math.sqrt(3);
		expect(estimate?.share).toBeCloseTo(1 - Math.exp(-0.5), 12);
		expect(estimate?.low).toBeCloseTo(1 - Math.exp(-0.5 + margin), 6);
		expect(estimate?.high).toBeCloseTo(1 - Math.exp(-0.5 - margin), 6);
	});

	it('has no interval in one round, and is absent without any', () => {
		const one = shareByDifference([10], [7]);
		expect(one?.share).toBeCloseTo(0.3, 12);
		expect(one).not.toHaveProperty('low');
		expect(shareByDifference([], [])).toBeUndefined();
	});

	it('goes below zero where noise is larger than the part', () => {
		expect(shareByDifference([10], [11])?.share).toBeCloseTo(-0.1, 12);
	});

	it.each([6, 8])('holds the true share in 95 of 100 runs of %i rounds', (rounds) => {
		const trueShare = 0.4;
		const bits = splitMix64(rounds);
		const draw = normalDraws(() => uniform(bits));
		const runs = 2000;
		const held = Array.from({ length: runs }).filter(() => {
			// Each round has a mood of 20 % that both windows share, and each window 3 % of its own.
			const moods = Array.from({ length: rounds }, () => Math.exp(0.2 * draw()));
			const noisy = (value: number) => moods.map((mood) => value * mood * Math.exp(0.03 * draw()));
			const estimate = shareByDifference(noisy(1), noisy(1 - trueShare));
			if (estimate?.low === undefined || estimate.high === undefined)
				throw new Error('no interval');
			return estimate.low <= trueShare && trueShare <= estimate.high;
		}).length;
		// Three standard errors of a share of 2,000: 0.015.
		expect(held / runs).toBeGreaterThan(0.935);
		expect(held / runs).toBeLessThan(0.965);
	});
});
