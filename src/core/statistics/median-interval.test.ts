import { describe, expect, it } from 'vitest';
import { EstimateSchema } from '../schemas/cell.ts';
import { medianInterval } from './median-interval.ts';

describe('medianInterval', () => {
	it('spans all of six rounds, which covers 31 times in 32', () => {
		const estimate = medianInterval([6, 1, 5, 2, 4, 3]);
		expect(estimate).toEqual({ median: 3.5, low: 1, high: 6, confidence: 31 / 32, rounds: 6 });
		expect(EstimateSchema.safeParse(estimate).success).toBe(true);
	});

	it('has no interval below six rounds', () => {
		expect(medianInterval([1, 2, 3, 4, 5])).toEqual({ median: 3, rounds: 5 });
		expect(medianInterval([7])).toEqual({ median: 7, rounds: 1 });
	});

	it('takes the published ranks: 2 and 9 of 10, 6 and 15 of 20', () => {
		// Conover, "Practical Nonparametric Statistics", table of order-statistic intervals of the median.
		const ten = medianInterval(upTo(10));
		expect([ten?.low, ten?.high]).toEqual([2, 9]);
		expect(ten?.confidence).toBeCloseTo(0.9785, 4);
		const twenty = medianInterval(upTo(20));
		expect([twenty?.low, twenty?.high]).toEqual([6, 15]);
		expect(twenty?.confidence).toBeCloseTo(0.9586, 4);
	});

	it('reaches a confidence exactly', () => {
		expect(medianInterval(upTo(6), 31 / 32)).toHaveProperty('low', 1);
		expect(medianInterval(upTo(6), 0.97)).not.toHaveProperty('low');
	});

	it('gives a narrower interval for a lower confidence', () => {
		expect(medianInterval(upTo(6), 0.75)).toMatchObject({ low: 2, high: 5 });
	});

	it('is absent for no rounds', () => {
		expect(medianInterval([])).toBeUndefined();
	});
});

function upTo(last: number): number[] {
	return Array.from({ length: last }, (_, index) => index + 1);
}
