import type { WholeNumber } from './whole-number.ts';

/** The largest `n` is 8,427,906 divisions, about 12 ms of one core. */
export const N: WholeNumber = { name: 'n', least: 1, most: 20_000 };

// #region prime
/**
 * The n-th prime, by dividing every candidate by every number up to its square root.
 *
 * A sieve would be some twenty times faster, and dividing by odd numbers alone twice. The point is
 * a fixed amount of work that every language does in the same way, not a good way to find primes.
 */
export function nthPrime(n: number): number {
	let candidate = 1;
	for (let found = 0; found < n;) {
		candidate += 1;
		if (isPrime(candidate)) found += 1;
	}
	return candidate;
}

function isPrime(candidate: number): boolean {
	// Every value here fits in 31 bits, so V8 keeps them as small integers and divides in 32 bits, as
	// Go's int32 and Rust's u32 do. A value beyond that would turn the loop into floating point.
	for (let divisor = 2; divisor * divisor <= candidate; divisor += 1) {
		if (candidate % divisor === 0) return false;
	}
	return true;
}
// #endregion prime
