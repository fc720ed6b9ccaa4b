/**
 * The regularised incomplete beta function I_x(a, b), from 0 to 1: the distribution behind Student's t and
 * behind intervals of a share.
 *
 * Evaluated by its continued fraction (Abramowitz and Stegun, "Handbook of Mathematical Functions", 26.5.8)
 * with the method of Lentz as Thompson and Barnett changed it (J. Comput. Phys. 64, 1986).
 */
export function incompleteBeta(x: number, a: number, b: number): number {
	if (x <= 0) return 0;
	if (x >= 1) return 1;
	const logFront = a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b);
	// The fraction converges fast below the mean only; the other side is its mirror image (26.5.2).
	return x < (a + 1) / (a + b + 2)
		? (Math.exp(logFront) * betaFraction(x, a, b)) / a
		: 1 - (Math.exp(logFront) * betaFraction(1 - x, b, a)) / b;
}

function betaFraction(x: number, a: number, b: number): number {
	let numerator = 1;
	let denominator = reciprocal(1 - ((a + b) * x) / (a + 1));
	let fraction = denominator;
	for (let step = 1; step <= 1000; step++) {
		const even = (step * (b - step) * x) / ((a + 2 * step - 1) * (a + 2 * step));
		const odd = -((a + step) * (a + b + step) * x) / ((a + 2 * step) * (a + 2 * step + 1));
		let change = 1;
		for (const term of [even, odd]) {
			denominator = reciprocal(1 + term * denominator);
			numerator = awayFromZero(1 + term / numerator);
			change = numerator * denominator;
			fraction *= change;
		}
		if (Math.abs(change - 1) < 1e-15) return fraction;
	}
	throw new RangeError(
		`The incomplete beta function of x = ${x}, a = ${a}, b = ${b} did not converge.`,
	);
}

function reciprocal(value: number): number {
	return 1 / awayFromZero(value);
}

function awayFromZero(value: number): number {
	return Math.abs(value) < 1e-300 ? 1e-300 : value;
}

function logBeta(a: number, b: number): number {
	return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** ln Γ(x) for x > 0, by Stirling's series (6.1.41) after moving x above 15 (6.1.15), right to 1e-14. */
export function logGamma(x: number): number {
	let shift = 0;
	let value = x;
	for (; value < 15; value++) shift += Math.log(value);
	const inverseSquare = 1 / (value * value);
	const series =
		(1 / 12 - inverseSquare * (1 / 360 - inverseSquare * (1 / 1260 - inverseSquare / 1680))) /
		value;
	return (value - 0.5) * Math.log(value) - value + 0.5 * Math.log(2 * Math.PI) + series - shift;
}
