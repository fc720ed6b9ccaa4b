import { meanAndVariance } from './paired-ratio.ts';
import { studentTQuantile } from './student-t.ts';

/** How many times the values of `a` are those of `b`, where no value of one belongs to a value of the other. */
export type UnpairedRatio = {
	/** Ratio of the geometric means. */
	ratio: number;
	low: number;
	high: number;
	confidence: number;
	rounds: [a: number, b: number];
};

/** Fewer have no spread, and so no interval. */
export const LEAST_UNPAIRED_ROUNDS = 2;

/**
 * The ratio of two samples of rounds that were not measured together, such as those of two runs.
 *
 * Welch's interval on the logarithms ("The generalization of Student's problem when several different
 * population variances are involved", Biometrika 34, 1947): each side has a spread of its own. What differed
 * between the two occasions does not cancel, and no interval from within them can know it.
 *
 * @param a values above 0, at least two
 * @throws RangeError for fewer, or for a value that has no logarithm
 */
export function ratioOfUnpaired(
	a: readonly number[],
	b: readonly number[],
	confidence = 0.95,
): UnpairedRatio {
	const first = spreadOf(a);
	const second = spreadOf(b);
	const squaredError = first.squaredError + second.squaredError;
	const distance = first.mean - second.mean;
	const margin = marginOf(first, second, confidence, squaredError);
	return {
		ratio: Math.exp(distance),
		low: Math.exp(distance - margin),
		high: Math.exp(distance + margin),
		confidence,
		rounds: [a.length, b.length],
	};
}

type Spread = { mean: number; squaredError: number; degrees: number };

function spreadOf(values: readonly number[]): Spread {
	if (values.length < LEAST_UNPAIRED_ROUNDS) {
		throw new RangeError(`A ratio with an interval needs at least 2 rounds, not ${values.length}.`);
	}
	const wrong = values.find((value) => !(value > 0 && Number.isFinite(value)));
	if (wrong !== undefined) throw new RangeError(`A ratio needs values above 0, not ${wrong}.`);
	const { mean, variance } = meanAndVariance(values.map(Math.log));
	return { mean, squaredError: variance / values.length, degrees: values.length - 1 };
}

/** The degrees of freedom are Welch's, after Satterthwaite: between the smaller side's and the sum of both. */
function marginOf(a: Spread, b: Spread, confidence: number, squaredError: number): number {
	if (squaredError === 0) return 0;
	const degrees =
		squaredError ** 2 / (a.squaredError ** 2 / a.degrees + b.squaredError ** 2 / b.degrees);
	return studentTQuantile((1 + confidence) / 2, degrees) * Math.sqrt(squaredError);
}
