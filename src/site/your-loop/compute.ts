/** Marsaglia's own start value ("Xorshift RNGs", Journal of Statistical Software 8(14), 2003). */
export const START = 2_463_534_242 | 0;

/**
 * The same arithmetic as the servers' `/work`: each step needs the one before, so there is no short cut.
 *
 * @returns where it has come to: the next part goes on from there, and so all ways come to the same
 */
export function compute(steps: number, from = START): number {
	let x = from;
	for (let step = 0; step < steps; step++) {
		x ^= x << 13;
		x ^= x >>> 17;
		x ^= x << 5;
	}
	return x;
}

/** As a whole number without a sign: what is shown of it. */
export function checksumOf(x: number): number {
	return x >>> 0;
}
