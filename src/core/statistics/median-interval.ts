import type { Estimate } from '../schemas/cell.ts';
import { ascending, median } from './quantiles.ts';

/**
 * The median of independent rounds with an interval that covers the true median at least as often as
 * stated, whatever the distribution.
 *
 * The interval runs from the k-th least to the k-th greatest value, for the largest k that keeps the
 * confidence; it misses only if fewer than k of the n values fall on one side of the true median, and each
 * falls there with probability 1/2 (David and Nagaraja, "Order Statistics", 3rd edition, section 7.1).
 * Six rounds are the fewest with a 95 % interval: all of five land on one side once in 16 times.
 *
 * @param confidence the least that is wanted; the result states what is reached, e.g. 0.969 with 6 rounds
 * @returns absent for no values; without `low` and `high` where no pair of values reaches the confidence
 */
export function medianInterval(values: readonly number[], confidence = 0.95): Estimate | undefined {
	const middle = median(values);
	if (middle === undefined) return undefined;
	const rounds = values.length;
	const widest = { median: middle, rounds };
	const sorted = ascending(values);
	const depth = deepestRank(rounds, confidence);
	const low = sorted[depth - 1];
	const high = sorted[rounds - depth];
	if (low === undefined || high === undefined) return widest;
	return { ...widest, low, high, confidence: coverage(rounds, depth) };
}

/** The largest rank whose interval still reaches the confidence; 0 where even the whole range does not. */
function deepestRank(rounds: number, confidence: number): number {
	let rank = 0;
	while (rank + 1 <= rounds / 2 && coverage(rounds, rank + 1) >= confidence) rank++;
	return rank;
}

/** Probability that the interval from rank to rank counted from the other end holds the true median. */
function coverage(rounds: number, rank: number): number {
	let oneTail = 0;
	let probability = 0.5 ** rounds;
	for (let below = 0; below < rank; below++) {
		oneTail += probability;
		probability *= (rounds - below) / (below + 1);
	}
	return 1 - 2 * oneTail;
}
