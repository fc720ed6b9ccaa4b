import { describe, expect, it } from 'vitest';
import { medianInterval } from './median-interval.ts';
import { quantileInterval } from './quantile-interval.ts';

describe('quantileInterval', () => {
	it('is the interval of the median where the quantile is the median', () => {
		for (const count of [6, 10, 20, 61]) {
			const whole = medianInterval(upTo(count));
			const found = quantileInterval(upTo(count), 0.5);
			expect(found).toMatchObject({ value: whole?.median, low: whole?.low, high: whole?.high });
			expect(found?.confidence).toBeCloseTo(whole?.confidence as number, 12);
		}
	});

	it('bounds the 95th percentile from above from 72 values on', () => {
		// The largest of n misses it with probability 0.95^n: 0.0262 at 71, 0.0249 at 72.
		expect(quantileInterval(upTo(71), 0.95)).not.toHaveProperty('high');
		expect(quantileInterval(upTo(71), 0.95)).not.toHaveProperty('confidence');
		expect(quantileInterval(upTo(72), 0.95)).toMatchObject({ high: 72 });
		expect(quantileInterval(upTo(72), 0.95)?.confidence).toBeGreaterThanOrEqual(0.95);
	});

	it('bounds it from below with fewer', () => {
		expect(quantileInterval(upTo(30), 0.95)?.low).toBeLessThan(29);
		expect(quantileInterval([3], 0.5)).toEqual({ value: 3, count: 1 });
	});

	it('is absent for no values', () => {
		expect(quantileInterval([], 0.95)).toBeUndefined();
	});
});

function upTo(last: number): number[] {
	return Array.from({ length: last }, (_, index) => index + 1);
}
