import { describe, expect, it } from 'vitest';
import { median, quantile } from './quantiles.ts';

describe('median', () => {
	it('is the middle of an odd number of values, whatever their order', () => {
		expect(median([9, 1, 5])).toBe(5);
	});

	it('is the mean of the two middle ones of an even number', () => {
		expect(median([10, 1, 2, 3])).toBe(2.5);
	});

	it('sorts by number, not by text', () => {
		expect(median([100, 9, 20])).toBe(20);
	});

	it('is absent for no values', () => {
		expect(median([])).toBeUndefined();
	});
});

describe('quantile', () => {
	it("agrees with R's quantile(c(1, 2, 4, 8), 0.9), type 7", () => {
		expect(quantile([1, 2, 4, 8], 0.9)).toBeCloseTo(6.8, 12);
	});

	it('reaches from the least to the greatest value', () => {
		expect(quantile([3, 1, 2], 0)).toBe(1);
		expect(quantile([3, 1, 2], 1)).toBe(3);
	});

	it('refuses what has no place in an order, and shares that are none', () => {
		expect(() => quantile([1, Number.NaN], 0.5)).toThrow('finite numbers, not NaN');
		expect(() => quantile([1], 99)).toThrow('share from 0 to 1, not 99');
	});
});
