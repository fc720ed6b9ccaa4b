/**
 * One step of the 32-bit xorshift generator with the shifts 13, 17 and 5, on unsigned numbers (Marsaglia, "Xorshift RNGs",
 * Journal of Statistical Software 8(14), 2003). Every server has its own; this one says what the answer must be.
 */
export function xorshift32(state: number): number {
	let x = state;
	x ^= x << 13;
	x ^= x >>> 17;
	x ^= x << 5;
	return x >>> 0;
}

/** Marsaglia's own start value in that paper. */
export const XORSHIFT_START = 2_463_534_242;

/** Steps in a unit of the workload `work`: about two microseconds on a processor of 2025, the same in every language. */
const STEPS_PER_UNIT = 1000;

/** What `GET /work?units=` answers as `result`. */
export function workResult(units: number): number {
	let x = XORSHIFT_START;
	for (let step = 0; step < units * STEPS_PER_UNIT; step++) x = xorshift32(x);
	return x;
}
