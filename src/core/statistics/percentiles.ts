import type { Percentile } from '../schemas/cell.ts';
import type { Histogram } from '../schemas/histogram.ts';
import { exceedances, valueAtShare } from './histogram.ts';
import { medianInterval } from './median-interval.ts';

/**
 * Fewer values beyond a percentile than this and it rests on a handful of requests: with 100 its rank
 * alone is uncertain by 10 % (the square root of a Poisson count), and neighbours come in clusters.
 */
export const LEAST_EXCEEDANCES = 100;

/** What is asked of each cell. */
export const PERCENTILES_ASKED: readonly number[] = [50, 90, 95, 99, 99.9];

/**
 * A percentile of a cell: read from all passed windows together, with an interval over the trials.
 *
 * The interval is that of the median of the trials' own percentiles, because requests of one trial share
 * its luck and only trials are independent. The pooled value can lie above it when one trial was far
 * slower than the others; both are then true and the reader should see both.
 *
 * @param pooled all passed windows merged, in microseconds
 * @param windows the histogram of each passed window, one a round
 * @param percentile e.g. 99
 * @returns absent with fewer than 100 values beyond the percentile; without an interval below six windows
 */
export function pooledPercentile(
	pooled: Histogram,
	windows: readonly Histogram[],
	percentile: number,
): Percentile | undefined {
	const share = percentile / 100;
	const beyond = exceedances(pooled, share);
	const value = valueAtShare(pooled, share);
	if (value === undefined || beyond < LEAST_EXCEEDANCES) return undefined;
	const perWindow = windows.flatMap((window) => {
		const read = valueAtShare(window, share);
		return read === undefined ? [] : [milliseconds(read)];
	});
	const interval = medianInterval(perWindow);
	return {
		percentile,
		valueMs: milliseconds(value),
		...(interval?.low !== undefined && { lowMs: interval.low }),
		...(interval?.high !== undefined && { highMs: interval.high }),
		exceedances: beyond,
	};
}

function milliseconds(microseconds: number): number {
	return microseconds / 1000;
}
