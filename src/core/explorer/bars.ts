import type { Histogram } from '../schemas/histogram.ts';

/** A bar of a distribution on a logarithmic axis, from the first to the last microsecond of it, with its share of all requests. */
export interface Bar {
	fromUs: number;
	toUs: number;
	share: number;
}

/**
 * A histogram's buckets gathered into bars of equal ratio, so that a thousandth of a second and ten seconds can both be seen.
 *
 * @param perTenfold bars for each factor of ten
 */
export function bars(histogram: Histogram, perTenfold = 12): Bar[] {
	const counts = new Map<number, number>();
	for (const [lowUs, count] of histogram.buckets) {
		const place = Math.floor(Math.log10(Math.max(1, lowUs)) * perTenfold + 1e-9);
		counts.set(place, (counts.get(place) ?? 0) + count);
	}
	return [...counts]
		.toSorted(([a], [b]) => a - b)
		.map(([place, count]) => ({
			fromUs: 10 ** (place / perTenfold),
			toUs: 10 ** ((place + 1) / perTenfold),
			share: count / histogram.count,
		}));
}
