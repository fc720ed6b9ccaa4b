/**
 * Probability that a standard normal value is at most `z`.
 *
 * Marsaglia's series ("Evaluating the normal distribution", J. Stat. Softw. 11(4), 2004), whose terms are all
 * of one sign, so that nothing cancels. Beyond 8 standard deviations the tail is below 1e-15.
 */
export function normalCdf(z: number): number {
	if (z < -8) return 0;
	if (z > 8) return 1;
	let sum = z;
	let term = z;
	for (let odd = 3; Math.abs(term) > 1e-17 * Math.abs(sum); odd += 2) {
		term *= (z * z) / odd;
		sum += term;
	}
	return 0.5 + (sum * Math.exp(-(z * z) / 2)) / Math.sqrt(2 * Math.PI);
}

/**
 * Standard normal draws, two from each pair of even ones: Box and Muller, Ann. Math. Statist. 29(2), 1958.
 *
 * @param even draws from [0, 1)
 */
export function normalDraws(even: () => number): () => number {
	let spare: number | undefined;
	return () => {
		if (spare !== undefined) {
			const kept = spare;
			spare = undefined;
			return kept;
		}
		const radius = Math.sqrt(-2 * Math.log(1 - even()));
		const angle = 2 * Math.PI * even();
		spare = radius * Math.sin(angle);
		return radius * Math.cos(angle);
	};
}
