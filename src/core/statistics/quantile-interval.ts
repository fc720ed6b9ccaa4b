import { ascending, quantile } from './quantiles.ts';

/** A quantile of a sample with an interval where the sample is large enough for one. */
export type QuantileEstimate = {
	value: number;
	low?: number;
	/** Absent where too few values lie beyond the quantile to bound it from above. */
	high?: number;
	/** The confidence reached; present with both ends. */
	confidence?: number;
	count: number;
};

/**
 * A quantile with an order-statistic interval, which holds for any distribution.
 *
 * The number of values below the true quantile is binomial, so two ranks that leave at most half of the error
 * in each tail of it bound the quantile (David and Nagaraja, "Order Statistics", 3rd edition, section 7.1).
 * For the 95th percentile at 95 % the upper end needs 72 values.
 *
 * @param share between 0 and 1, e.g. 0.95
 * @returns absent for no values
 */
export function quantileInterval(
	values: readonly number[],
	share: number,
	confidence = 0.95,
): QuantileEstimate | undefined {
	const value = quantile(values, share);
	if (value === undefined) return undefined;
	const sorted = ascending(values);
	const count = sorted.length;
	const cumulative = binomialCumulative(count, share);
	const tail = (1 - confidence) / 2;
	// P(value of rank r > quantile) = P(fewer than r below it).
	const lowRank = cumulative.findLastIndex((probability) => probability <= tail) + 1;
	const highRank = cumulative.findIndex((probability) => probability >= 1 - tail) + 1;
	const low = sorted[lowRank - 1];
	const high = sorted[highRank - 1];
	const missesBelow = lowRank > 0 ? (cumulative[lowRank - 1] as number) : 0;
	return {
		value,
		count,
		...(low !== undefined && { low }),
		...(high !== undefined && { high }),
		...(low !== undefined &&
			high !== undefined && {
				confidence: (cumulative[highRank - 1] as number) - missesBelow,
			}),
	};
}

/** P(at most k of n), for k from 0 to n. */
function binomialCumulative(n: number, share: number): number[] {
	let probability = (1 - share) ** n;
	let total = 0;
	return Array.from({ length: n + 1 }, (_, k) => {
		total += probability;
		probability *= ((n - k) / (k + 1)) * (share / (1 - share));
		return total;
	});
}
