import { describe, expect, it } from 'vitest';
import { detectableInErrors, detectionProbability } from './detectable.ts';

describe('detectionProbability', () => {
	// Two groups of n, standard deviation 1, as in the help page of R's power.t.test: 2n - 2 degrees of freedom.
	it('agrees with R: power.t.test(n = 20, delta = 1) is 0.8689528', () => {
		expect(detectionProbability(Math.sqrt(20 / 2), 39, 0.95)).toBeCloseTo(0.8689528, 5);
	});

	it('agrees with the table of G*Power: d = 0.5, n = 34, one sample: 0.8077775', () => {
		expect(detectionProbability(0.5 * Math.sqrt(34), 34, 0.95)).toBeCloseTo(0.8077775, 5);
	});

	it.each([2, 6, 8, 10, 60])(
		'finds a difference in one of 20 runs of %i rounds without a difference',
		(n) => {
			expect(detectionProbability(0, n, 0.95)).toBeCloseTo(0.05, 4);
		},
	);

	it('finds less the higher the floor, and at a floor of 0 as much as without', () => {
		const found = [0, 1, 3, 5].map((floor) => detectionProbability(3.2, 8, 0.95, floor));
		expect(found[0]).toBe(detectionProbability(3.2, 8, 0.95));
		expect(found.toSorted((a, b) => b - a)).toEqual(found);
		expect(found[3]).toBeLessThan(0.75 * (found[0] as number));
	});
});

describe('detectableInErrors', () => {
	it.each([
		[2, 0.95],
		[6, 0.95],
		[8, 0.9976],
		[40, 0.95],
	])('is found in four of five runs of %i rounds at a confidence of %f', (rounds, confidence) => {
		const difference = detectableInErrors(rounds, confidence);
		expect(detectionProbability(difference, rounds, confidence)).toBeCloseTo(0.8, 5);
		expect(detectableInErrors(rounds, confidence)).toBe(difference);
	});

	it('approaches the sum of the normal quantiles with many rounds', () => {
		expect(detectableInErrors(5000, 0.95)).toBeCloseTo(1.959964 + 0.841621, 2);
	});

	it('is larger where a floor stands in the way, and forgets no floor', () => {
		const bare = detectableInErrors(8, 0.95);
		expect(detectableInErrors(8, 0.95, 6)).toBeGreaterThan(bare);
		expect(detectableInErrors(8, 0.95, 1)).toBeCloseTo(bare, 2);
		expect(detectableInErrors(8, 0.95)).toBe(bare);
	});
});
