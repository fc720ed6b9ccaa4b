import { studentTQuantile } from './student-t.ts';

/** How many times `a` is `b`, with its interval. */
export type RatioEstimate = {
	/** Geometric mean of the rounds' ratios. */
	ratio: number;
	low: number;
	high: number;
	/** How often intervals made this way hold the true ratio, e.g. 0.95. */
	confidence: number;
	rounds: number;
	/**
	 * The smallest true ratio above 1 that so many rounds, as noisy as these, would tell from 1 in four runs
	 * of five; its reciprocal below 1.
	 */
	detectableRatio: number;
};

/** Fewer have no spread, and so no interval. */
export const LEAST_PAIRED_ROUNDS = 2;

/**
 * The ratio of two subjects measured in the same rounds.
 *
 * The unit is the round: what both shared (a warm processor, a busy neighbour) cancels in its ratio. Ratios
 * multiply, so their logarithms are averaged, with Student's t interval. Preferred to the percentile
 * bootstrap, which from 6 rounds covers too rarely (`coverage.test.ts` simulates the t interval). Kalibera
 * and Jones, "Rigorous benchmarking in reasonable time", ISMM 2013, argue for reporting such ratios.
 *
 * @param a value of each round, in the order of `b`; all above 0
 * @param confidence of the interval, two-sided; raise it where several ratios are judged together
 * @throws RangeError for fewer than two rounds, unequal lengths or a value that has no logarithm
 */
export function ratioOfPaired(
	a: readonly number[],
	b: readonly number[],
	confidence = 0.95,
): RatioEstimate {
	const logs = logRatios(a, b);
	const rounds = logs.length;
	if (rounds < LEAST_PAIRED_ROUNDS) {
		throw new RangeError(`A ratio with an interval needs at least 2 rounds, not ${rounds}.`);
	}
	const mean = logs.reduce((sum, log) => sum + log, 0) / rounds;
	const variance = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / (rounds - 1);
	const standardError = Math.sqrt(variance / rounds);
	const margin = studentTQuantile((1 + confidence) / 2, rounds - 1) * standardError;
	return {
		ratio: Math.exp(mean),
		low: Math.exp(mean - margin),
		high: Math.exp(mean + margin),
		confidence,
		rounds,
		detectableRatio: Math.exp(detectableLog(standardError, rounds, confidence)),
	};
}

/** The natural logarithm of each round's ratio. */
export function logRatios(a: readonly number[], b: readonly number[]): number[] {
	if (a.length !== b.length) {
		throw new RangeError(
			`Paired rounds need as many values on both sides, not ${a.length} and ${b.length}.`,
		);
	}
	return a.map((value, index) => {
		const log = Math.log(value / (b[index] as number));
		if (Number.isFinite(log)) return log;
		throw new RangeError(`A ratio needs values above 0, not ${value} and ${b[index]}.`);
	});
}

/**
 * The distance that a two-sided paired t test finds with 80 % probability, by the usual sum of quantiles
 * (Lachin, "Introduction to sample size determination", Controlled Clinical Trials 2, 1981, with t in place
 * of the normal). The exact answer needs the non-central t: it is 1 % larger at 6 rounds, 16 % at 2.
 */
function detectableLog(standardError: number, rounds: number, confidence: number): number {
	const power = 0.8;
	const degreesOfFreedom = rounds - 1;
	const critical = studentTQuantile((1 + confidence) / 2, degreesOfFreedom);
	return (critical + studentTQuantile(power, degreesOfFreedom)) * standardError;
}
