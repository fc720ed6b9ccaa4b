import { describe, expect, it } from 'vitest';
import { PercentileSchema } from '../schemas/cell.ts';
import type { Histogram } from '../schemas/histogram.ts';
import { merge } from './histogram.ts';
import { pooledPercentile } from './percentiles.ts';

describe('pooledPercentile', () => {
	it('is published from exactly 100 values beyond it', () => {
		const enough = values(10_000);
		expect(pooledPercentile(enough, [enough], 99)).toEqual({
			percentile: 99,
			valueMs: 9.9,
			exceedances: 100,
		});
		expect(pooledPercentile(values(9_999), [], 99)).toBeUndefined();
		expect(pooledPercentile(enough, [enough], 99.9)).toBeUndefined();
	});

	it('has the interval over trials from six on', () => {
		const six = [1, 2, 3, 4, 5, 6].map((shift) => values(2000, shift * 1000));
		const pooled = merge(six) as Histogram;
		const percentile = pooledPercentile(pooled, six, 50);
		expect(percentile).toMatchObject({ lowMs: 2, highMs: 7, exceedances: 6000 });
		expect(PercentileSchema.safeParse(percentile).success).toBe(true);
		const five = pooledPercentile(merge(six.slice(1)) as Histogram, six.slice(1), 50);
		expect(five).not.toHaveProperty('lowMs');
	});

	it('is absent for an empty histogram, and passes over empty windows', () => {
		const empty: Histogram = { unit: 'us', significantBits: 14, count: 0, buckets: [] };
		expect(pooledPercentile(empty, [], 50)).toBeUndefined();
		const one = values(1000);
		expect(pooledPercentile(one, [one, empty, one, one, one, one], 50)).not.toHaveProperty('lowMs');
	});
});

/** The whole numbers from `shift` + 1 on, each once, in buckets that are exact. */
function values(count: number, shift = 0): Histogram {
	const buckets = Array.from({ length: count }, (_, index): [number, number] => [
		shift + index + 1,
		1,
	]);
	return { unit: 'us', significantBits: 14, count, min: shift + 1, max: shift + count, buckets };
}
