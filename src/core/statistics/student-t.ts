import { incompleteBeta } from './incomplete-beta.ts';

/**
 * Student's t distribution, for intervals from few rounds.
 *
 * The cumulative distribution is a regularised incomplete beta function (Abramowitz and Stegun,
 * "Handbook of Mathematical Functions", 26.7.1 with 26.5.27).
 */

/** Probability of a value at most `t`. @param degreesOfFreedom above 0 */
export function studentTCdf(t: number, degreesOfFreedom: number): number {
	if (!(degreesOfFreedom > 0)) {
		throw new RangeError(`Student's t needs degrees of freedom above 0, not ${degreesOfFreedom}.`);
	}
	const tail =
		0.5 * incompleteBeta(degreesOfFreedom / (degreesOfFreedom + t * t), degreesOfFreedom / 2, 0.5);
	return t > 0 ? 1 - tail : tail;
}

/**
 * The t that a share of the distribution does not exceed, e.g. 2.5706 for 0.975 and 5 degrees of freedom.
 *
 * Found by bisection: slower than Newton's steps, and never wrong.
 *
 * @param share between 0 and 1, both excluded
 */
export function studentTQuantile(share: number, degreesOfFreedom: number): number {
	if (!(share > 0 && share < 1)) {
		throw new RangeError(`A quantile of Student's t needs a share between 0 and 1, not ${share}.`);
	}
	if (share < 0.5) return -studentTQuantile(1 - share, degreesOfFreedom);
	// Welch's degrees are fractions and never come twice.
	if (!Number.isInteger(degreesOfFreedom)) return bisect(share, degreesOfFreedom);
	const key = `${share} ${degreesOfFreedom}`;
	const quantile = known.get(key) ?? bisect(share, degreesOfFreedom);
	known.set(key, quantile);
	return quantile;
}

/** A table of tiers asks the same few quantiles again for each pair; there are as many as numbers of rounds. */
const known = new Map<string, number>();

function bisect(share: number, degreesOfFreedom: number): number {
	let low = 0;
	let high = 1;
	while (studentTCdf(high, degreesOfFreedom) < share) high *= 2;
	for (let middle = high / 2; middle > low && middle < high; middle = (low + high) / 2) {
		if (studentTCdf(middle, degreesOfFreedom) < share) low = middle;
		else high = middle;
	}
	return high;
}
