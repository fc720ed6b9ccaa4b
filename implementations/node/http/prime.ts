/** The largest `n` that is answered: its 8,427,906 divisions are about 12 ms of one core. */
const LARGEST_N = 20_000;

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

/** The parameter `n` of a request target, or undefined where it is not given once as 1 to 20000. */
export function readN(target: string): number | undefined {
	const given = queryOf(target).getAll('n');
	const [text] = given;
	// Number() alone would take '1e3', ' 5', '0x10' and '' for numbers.
	if (given.length !== 1 || text === undefined || !/^[1-9][0-9]{0,4}$/.test(text)) return undefined;
	const n = Number(text);
	return n <= LARGEST_N ? n : undefined;
}

// Not split by hand at '&' and '=': that breaks on `n=%35`, on a second parameter and on a repeated one.
function queryOf(target: string): URLSearchParams {
	const start = target.indexOf('?');
	return new URLSearchParams(start === -1 ? '' : target.slice(start + 1));
}
