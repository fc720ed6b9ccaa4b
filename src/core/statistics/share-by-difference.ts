import { LEAST_PAIRED_ROUNDS, ratioOfPaired } from './paired-ratio.ts';

/** A part of a whole that was measured by leaving it out. */
export type DifferenceShare = {
	/** 1 - without / whole. Below 0 where noise is larger than the part. */
	share: number;
	/** Absent with a single round, which has no spread. */
	low?: number;
	high?: number;
	confidence?: number;
	rounds: number;
};

/**
 * Which share of a cost goes away with a part of the work, round by round: what a round's two windows share (a warm
 * processor, a busy neighbour) cancels in their ratio, and the share is one less that ratio, with its interval turned round.
 *
 * It counts to the part all that comes and goes with it, such as memory that only it allocates; a profile counts that by itself.
 *
 * @param whole the cost with the part, of each round; all above 0
 * @param without the cost without it, in the order of `whole`
 * @returns absent for no rounds
 */
export function shareByDifference(
	whole: readonly number[],
	without: readonly number[],
	confidence = 0.95,
): DifferenceShare | undefined {
	const [first] = whole;
	const [other] = without;
	if (first === undefined || other === undefined) return undefined;
	const rounds = whole.length;
	if (rounds < LEAST_PAIRED_ROUNDS) return { share: 1 - other / first, rounds };
	const { ratio, low, high } = ratioOfPaired(without, whole, confidence);
	return { share: 1 - ratio, low: 1 - high, high: 1 - low, confidence, rounds };
}
