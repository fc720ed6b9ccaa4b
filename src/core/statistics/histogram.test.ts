import { describe, expect, it } from 'vitest';
import { HistogramSchema, type Histogram } from '../schemas/histogram.ts';
import {
	bucketLow,
	bucketWidth,
	coarsen,
	countAbove,
	exceedances,
	merge,
	valueAtShare,
} from './histogram.ts';
import { splitMix64, uniform } from './random.ts';

describe('the layout', () => {
	it('is exact below 2^bits and doubles its width with each power of two above', () => {
		expect([0, 1, 127].map((value) => bucketWidth(value, 7))).toEqual([1, 1, 1]);
		expect([128, 255, 256, 511, 512].map((value) => bucketWidth(value, 7))).toEqual([
			2, 2, 4, 4, 8,
		]);
		expect([128, 129, 130, 255].map((value) => bucketLow(value, 7))).toEqual([128, 128, 130, 254]);
	});

	it.each([4, 7, 11, 14])('has 2^(%i - 1) buckets in each power of two', (bits) => {
		for (const power of [bits, bits + 3]) {
			const lows = new Set<number>();
			for (let value = 2 ** power; value < 2 ** (power + 1); value++)
				lows.add(bucketLow(value, bits));
			expect(lows.size).toBe(2 ** (bits - 1));
		}
	});

	it('holds beyond 32 bits, and on both sides of a power of two', () => {
		expect(bucketWidth(2 ** 40 - 1, 11)).toBe(2 ** 29);
		expect(bucketWidth(2 ** 40, 11)).toBe(2 ** 30);
		expect(bucketLow(2 ** 40 + 5, 11)).toBe(2 ** 40);
	});
});

describe('coarsen and merge', () => {
	const values = logUniform(5000, 1);

	it('coarsens to what recording at fewer bits would have given', () => {
		expect(coarsen(record(values, 11), 7)).toEqual(record(values, 7));
	});

	it('refuses to refine', () => {
		expect(() => coarsen(record(values, 7), 11)).toThrow(
			'7 significant bits cannot be refined to 11',
		);
	});

	it('merges to what recording all values at once would have given', () => {
		const merged = merge([record(values.slice(0, 1234), 11), record(values.slice(1234), 7)]);
		const { mean, ...whole } = record(values, 7);
		expect(merged).toMatchObject(whole);
		expect(merged?.mean).toBeCloseTo(mean as number, 6);
		expect(HistogramSchema.safeParse(merged).success).toBe(true);
	});

	it('takes an empty part for nothing, and has no extremes and no mean when all are empty', () => {
		const empty = { unit: 'us' as const, significantBits: 11, count: 0, buckets: [] };
		const one = record([5], 11);
		expect(merge([empty, one])).toEqual(one);
		expect(merge([empty])).toEqual(empty);
		expect(merge([])).toBeUndefined();
	});

	it('leaves out a mean or an extreme that a part does not have', () => {
		const bare: Histogram = { unit: 'us', significantBits: 11, count: 1, buckets: [[9, 1]] };
		expect(merge([bare, record([5], 11)])).toEqual({
			unit: 'us',
			significantBits: 11,
			count: 2,
			buckets: [
				[5, 1],
				[9, 1],
			],
		});
	});
});

describe('reading', () => {
	it('gives the exact order statistic where the buckets are exact', () => {
		const hundred = record(
			Array.from({ length: 100 }, (_, index) => index + 1),
			11,
		);
		expect([0.001, 0.07, 0.5, 0.99, 1].map((share) => valueAtShare(hundred, share))).toEqual([
			1, 7, 50, 99, 100,
		]);
	});

	it('gives the highest value of a wider bucket, and never more than the maximum', () => {
		const two = record([1000, 1001, 5000], 7);
		expect(bucketWidth(1000, 7)).toBe(8);
		expect(valueAtShare(two, 0.5)).toBe(1007);
		expect(valueAtShare(two, 1)).toBe(5000);
	});

	it('is never below the true quantile and at most one bucket above it', () => {
		const values = logUniform(5000, 2).sort((a, b) => a - b);
		const histogram = record(values, 7);
		for (const share of [0.1, 0.5, 0.9, 0.99, 0.999]) {
			const truth = values[Math.ceil(share * values.length) - 1] as number;
			const read = valueAtShare(histogram, share) as number;
			expect(read).toBeGreaterThanOrEqual(truth);
			expect(read - truth).toBeLessThan(bucketWidth(truth, 7));
		}
	});

	it('counts what lies above a value and beyond a rank', () => {
		const histogram = record([1, 2, 2, 3, 10], 11);
		expect(countAbove(histogram, 2)).toBe(2);
		expect(countAbove(histogram, 10)).toBe(0);
		expect(exceedances(histogram, 0.6)).toBe(2);
	});

	it('is absent for no values and refuses a share or a count that cannot be', () => {
		const empty: Histogram = { unit: 'us', significantBits: 11, count: 0, buckets: [] };
		expect(valueAtShare(empty, 0.5)).toBeUndefined();
		expect(() => valueAtShare(record([1], 11), 99)).toThrow('at most 1, not 99');
		expect(() => valueAtShare({ ...record([1], 11), count: 2 }, 1)).toThrow(
			'hold 1 values, but its count is 2',
		);
	});
});

function record(values: readonly number[], significantBits: number): Histogram {
	const counts = new Map<number, number>();
	for (const value of values) {
		const low = bucketLow(value, significantBits);
		counts.set(low, (counts.get(low) ?? 0) + 1);
	}
	return {
		unit: 'us',
		significantBits,
		count: values.length,
		min: Math.min(...values),
		max: Math.max(...values),
		mean: values.reduce((sum, value) => sum + value, 0) / values.length,
		buckets: [...counts].sort(([a], [b]) => a - b),
	};
}

function logUniform(count: number, seed: number): number[] {
	const next = splitMix64(seed);
	return Array.from({ length: count }, () => Math.floor(2 ** (uniform(next) * 24)));
}
