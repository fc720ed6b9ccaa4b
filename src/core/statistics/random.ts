/**
 * Random 64-bit integers from a seed: SplitMix64.
 *
 * Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014,
 * figure 16 (https://doi.org/10.1145/2660193.2660195). It is chosen over `Math.random`, which takes no
 * seed, and over the runtime's own generators, whose streams may change with a release: a seed in a
 * published run.json has to give the same order of trials for ever.
 */

/** Gives the next integer from 0 to 2^64 - 1. */
export type RandomBits = () => bigint;

const GOLDEN_GAMMA = 0x9e3779b97f4a7c15n;

/** @param seed any whole number that is not negative; only its lowest 64 bits count */
export function splitMix64(seed: number | bigint): RandomBits {
	let state = BigInt.asUintN(64, BigInt(seed));
	return () => {
		state = BigInt.asUintN(64, state + GOLDEN_GAMMA);
		let mixed = state;
		mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 30n)) * 0xbf58476d1ce4e5b9n);
		mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn);
		return mixed ^ (mixed >> 31n);
	};
}

/** A number in [0, 1) with 53 random bits, as many as a double can hold evenly. */
export function uniform(next: RandomBits): number {
	return Number(next() >> 11n) * 2 ** -53;
}

/**
 * A shuffled copy; every order is equally likely.
 *
 * Fisher and Yates, in Durstenfeld's form (CACM 7(7), 1964, algorithm 235). The remainder of a 64-bit
 * number favours small places by less than `length / 2^64`, which no number of rounds could show.
 */
export function shuffle<Value>(values: readonly Value[], next: RandomBits): Value[] {
	const shuffled = [...values];
	for (let last = shuffled.length - 1; last > 0; last--) {
		const other = Number(next() % BigInt(last + 1));
		[shuffled[last], shuffled[other]] = [shuffled[other] as Value, shuffled[last] as Value];
	}
	return shuffled;
}
