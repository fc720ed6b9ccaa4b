import { detectableInErrors } from '../statistics/detectable.ts';
import { LEAST_PAIRED_ROUNDS, meanAndVariance } from '../statistics/paired-ratio.ts';
import { quantile } from '../statistics/quantiles.ts';
import { studentTQuantile } from '../statistics/student-t.ts';

/** How far apart identical subjects came, over the rounds of one run or of several pooled. */
export type TwinNoise = {
	/** Of a subject to its duplicate, in each round; the truth is 1. */
	ratios: number[];
	/** Their geometric mean with its 95 % t interval. */
	mean: number;
	low: number;
	high: number;
	/** At least 1: in 95 of 100 rounds the ratio stayed within this factor of 1. */
	floor: number;
	/** The smallest true ratio above 1 that a run of `rounds` rounds, as noisy as these, finds with 80 % probability. */
	detectable: number;
	rounds: number;
};

/**
 * What the rounds of twins say of a comparison in a run of `rounds` rounds. A difference is found when its
 * interval excludes 1 and reaches beyond the floor, as in `compareCells`.
 *
 * @param logRatios natural logarithms of subject / duplicate, a round each
 * @returns absent for fewer than two rounds, and for rounds that are all alike: they show no spread
 */
export function twinNoise(logRatios: readonly number[], rounds: number): TwinNoise | undefined {
	const count = logRatios.length;
	if (count < LEAST_PAIRED_ROUNDS) return undefined;
	const { mean, variance } = meanAndVariance(logRatios);
	const floor = quantile(logRatios.map(Math.abs), 0.95);
	if (floor === undefined || variance === 0) return undefined;
	const margin = studentTQuantile(0.975, count - 1) * Math.sqrt(variance / count);
	const standardError = Math.sqrt(variance / rounds);
	const inErrors = detectableInErrors(rounds, 0.95, floor / standardError);
	return {
		ratios: logRatios.map(Math.exp),
		mean: Math.exp(mean),
		low: Math.exp(mean - margin),
		high: Math.exp(mean + margin),
		floor: Math.exp(floor),
		detectable: Math.exp(inErrors * standardError),
		rounds,
	};
}
