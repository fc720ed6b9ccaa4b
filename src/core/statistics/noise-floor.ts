import { logRatios } from './paired-ratio.ts';
import { quantile } from './quantiles.ts';

/** By how much two measurements of one and the same subject differed. */
export type NoiseFloor = {
	/** At least 1: ratios from its reciprocal to itself are what identical subjects show. */
	ratio: number;
	pairs: number;
	statistic: '95th-percentile' | 'maximum';
};

/** Below this, one pair stands for more than 5 % of them, and the 95th percentile is a guess. */
const LEAST_PAIRS_FOR_PERCENTILE = 20;

/**
 * The A/A floor: how far the ratio of a subject to its own duplicate strays from 1 within a round.
 *
 * Single rounds stray further than the mean of several, so the floor is a cautious one for a comparison
 * over all rounds. The comparison of identical systems is from Abedi and Brecht, "Conducting repeatable
 * experiments in highly variable cloud computing environments", ICPE 2017, who show that without it
 * identical systems are reported up to 38 % apart.
 *
 * @param pairs value of the subject and of its duplicate in each round
 * @returns absent without pairs
 */
export function noiseFloor(pairs: readonly (readonly [number, number])[]): NoiseFloor | undefined {
	const first = pairs.map(([value]) => value);
	const twin = pairs.map(([, value]) => value);
	const distances = logRatios(first, twin).map(Math.abs);
	const few = distances.length < LEAST_PAIRS_FOR_PERCENTILE;
	const distance = quantile(distances, few ? 1 : 0.95);
	if (distance === undefined) return undefined;
	return {
		ratio: Math.exp(distance),
		pairs: pairs.length,
		statistic: few ? 'maximum' : '95th-percentile',
	};
}
