import type { Histogram } from '../schemas/histogram.ts';

/**
 * Arithmetic on the sparse log-linear histograms of `schemas/histogram.ts`.
 *
 * The layout and the reading of a quantile are HdrHistogram's: a bucket is answered by the highest value
 * that it may hold, so an estimate errs towards the slower (`highestEquivalentValue` in
 * https://github.com/HdrHistogram/HdrHistogram, AbstractHistogram.java), never above the maximum seen.
 */

/** Values that share the bucket of `value`: 1 below 2^bits, then twice as many for each doubling. */
export function bucketWidth(value: number, significantBits: number): number {
	let width = 1;
	// A loop, because log2 rounds wrongly just below the large powers of two.
	while (value >= width * 2 ** significantBits) width *= 2;
	return width;
}

/** The lowest value of the bucket that holds `value`. */
export function bucketLow(value: number, significantBits: number): number {
	const width = bucketWidth(value, significantBits);
	return Math.floor(value / width) * width;
}

/**
 * The same counts in wider buckets. Exact, because each wide bucket is made of whole narrow ones.
 *
 * @throws RangeError when more bits are asked for than the histogram has
 */
export function coarsen(histogram: Histogram, significantBits: number): Histogram {
	if (significantBits > histogram.significantBits) {
		throw new RangeError(
			`A histogram of ${histogram.significantBits} significant bits cannot be refined to ${significantBits}.`,
		);
	}
	return { ...histogram, significantBits, buckets: rebucket(histogram.buckets, significantBits) };
}

/**
 * All counts together, at the fewest significant bits among the histograms. Lossless where they agree.
 *
 * @returns absent for no histograms; its mean is absent where a part that holds values has none
 */
export function merge(histograms: readonly Histogram[]): Histogram | undefined {
	if (histograms.length === 0) return undefined;
	const significantBits = Math.min(...histograms.map((histogram) => histogram.significantBits));
	const filled = histograms.filter((histogram) => histogram.count > 0);
	const count = sum(filled.map((histogram) => histogram.count));
	return {
		unit: 'us',
		significantBits,
		count,
		...extreme('min', Math.min, filled),
		...extreme('max', Math.max, filled),
		...mean(filled, count),
		buckets: rebucket(
			filled.flatMap((histogram) => histogram.buckets),
			significantBits,
		),
	};
}

/**
 * The least value, in microseconds, that at least a share of the recorded values do not exceed.
 *
 * @param share above 0 and at most 1
 * @returns absent for an empty histogram
 * @throws RangeError for another share, or when the buckets hold less than `count`
 */
export function valueAtShare(histogram: Histogram, share: number): number | undefined {
	if (histogram.count === 0) return undefined;
	const rank = rankAtShare(histogram.count, share);
	let seen = 0;
	for (const [low, count] of histogram.buckets) {
		seen += count;
		if (seen < rank) continue;
		const highest = low + bucketWidth(low, histogram.significantBits) - 1;
		return histogram.max === undefined ? highest : Math.min(highest, histogram.max);
	}
	throw new RangeError(
		`The buckets of a histogram hold ${seen} values, but its count is ${histogram.count}.`,
	);
}

/** How many recorded values lie beyond the rank that `valueAtShare` reads. */
export function exceedances(histogram: Histogram, share: number): number {
	return histogram.count - rankAtShare(histogram.count, share);
}

/** How many recorded values lie in buckets above the one that holds `value` (microseconds). */
export function countAbove(histogram: Histogram, value: number): number {
	const above = histogram.buckets.filter(([low]) => low > value);
	return sum(above.map(([, count]) => count));
}

function rankAtShare(count: number, share: number): number {
	if (!(share > 0 && share <= 1)) {
		throw new RangeError(`A histogram is read at a share above 0 and at most 1, not ${share}.`);
	}
	// One unit in the last place less, as in HdrHistogram 2.1.10: 0.07 x 100 is 7.000000000000001.
	return Math.ceil(share * count * (1 - Number.EPSILON));
}

function rebucket(buckets: Histogram['buckets'], significantBits: number): Histogram['buckets'] {
	const counts = new Map<number, number>();
	for (const [value, count] of buckets) {
		const low = bucketLow(value, significantBits);
		const before = counts.get(low);
		counts.set(low, before === undefined ? count : before + count);
	}
	return [...counts].sort(([a], [b]) => a - b);
}

function extreme(
	name: 'min' | 'max',
	choose: (...values: number[]) => number,
	filled: readonly Histogram[],
): Pick<Histogram, 'min' | 'max'> {
	const values = filled.map((histogram) => histogram[name]);
	return values.length > 0 && values.every((value) => value !== undefined)
		? { [name]: choose(...values) }
		: {};
}

function mean(filled: readonly Histogram[], count: number): Pick<Histogram, 'mean'> {
	let total = 0;
	for (const histogram of filled) {
		if (histogram.mean === undefined) return {};
		total += histogram.mean * histogram.count;
	}
	return count > 0 ? { mean: total / count } : {};
}

function sum(values: readonly number[]): number {
	return values.reduce((total, value) => total + value, 0);
}
