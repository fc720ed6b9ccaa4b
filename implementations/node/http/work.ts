import type { WholeNumber } from './whole-number.ts';

export const UNITS: WholeNumber = { name: 'units', least: 0, most: 1_000_000 };

/** Marsaglia's own start value ("Xorshift RNGs", Journal of Statistical Software 8(14), 2003). */
const START = 2_463_534_242;
const STEPS_PER_UNIT = 1_000;

// #region work
/**
 * Computes for as long as is asked: a unit is 1,000 steps of a random number generator, some microseconds.
 *
 * Each step needs the one before, so neither the compiler nor the processor finds a short cut: no
 * division, no memory, nothing to do side by side. A timer loop ("until 10 ms are over") would be
 * simpler, and would do less work on a busy machine, which is what is to be seen.
 */
export function work(units: number): number {
	// Signed, as bitwise operators leave their results: a start value beyond 31 bits is a double to V8, and
	// the loop must not begin with one kind of number and go on with another.
	let x = START | 0;
	for (let step = 0; step < units * STEPS_PER_UNIT; step += 1) {
		x ^= x << 13;
		x ^= x >>> 17;
		x ^= x << 5;
	}
	// `>>> 0` reads the same 32 bits without a sign.
	return x >>> 0;
}
// #endregion work
