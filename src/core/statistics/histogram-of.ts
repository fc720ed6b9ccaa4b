import type { Histogram } from '../schemas/histogram.ts';
import { bucketLow } from './histogram.ts';

/**
 * A histogram of values in microseconds; minimum, maximum and mean are absent where there are none.
 *
 * @param significantBits as pacer's: 0.1 % of a value
 */
export function histogramOf(values: readonly number[], significantBits = 11): Histogram {
	const counts = Map.groupBy(values, (value) => bucketLow(value, significantBits));
	return {
		unit: 'us',
		significantBits,
		count: values.length,
		...(values.length > 0 && {
			min: values.reduce((a, b) => Math.min(a, b)),
			max: values.reduce((a, b) => Math.max(a, b)),
			mean: values.reduce((sum, value) => sum + value, 0) / values.length,
		}),
		buckets: [...counts]
			.map(([low, group]): [number, number] => [low, group.length])
			.sort(([a], [b]) => a - b),
	};
}
