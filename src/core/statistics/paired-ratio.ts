import { detectableInErrors } from './detectable.ts';
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
 * bootstrap, which from 6 rounds covers too rarely (`truth/` simulates the t interval). Kalibera
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
	const { mean, variance } = meanAndVariance(logs);
	const standardError = Math.sqrt(variance / rounds);
	const margin = studentTQuantile((1 + confidence) / 2, rounds - 1) * standardError;
	return {
		ratio: Math.exp(mean),
		low: Math.exp(mean - margin),
		high: Math.exp(mean + margin),
		confidence,
		rounds,
		detectableRatio: Math.exp(detectableInErrors(rounds, confidence) * standardError),
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

/** Of a sample of at least two; the variance is the unbiased one. */
export function meanAndVariance(values: readonly number[]): { mean: number; variance: number } {
	const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
	const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
	return { mean, variance: squares / (values.length - 1) };
}
