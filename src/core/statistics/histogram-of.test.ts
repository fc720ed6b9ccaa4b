import { expect, it } from 'vitest';
import { HistogramSchema } from '../schemas/histogram.ts';
import { histogramOf } from './histogram-of.ts';

it('counts values that share a bucket, and keeps the exact least, greatest and mean', () => {
	expect(histogramOf([100, 17, 100, 101], 4)).toEqual({
		unit: 'us',
		significantBits: 4,
		count: 4,
		min: 17,
		max: 101,
		mean: 79.5,
		buckets: [
			[16, 1],
			[96, 3],
		],
	});
});

it('says nothing of values where there are none', () => {
	const empty = histogramOf([], 11);
	expect(empty).toEqual({ unit: 'us', significantBits: 11, count: 0, buckets: [] });
	expect(HistogramSchema.safeParse(empty).success).toBe(true);
});
