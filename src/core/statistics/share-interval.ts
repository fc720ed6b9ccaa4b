import { incompleteBeta } from './incomplete-beta.ts';

/** How often something happened, with an interval for its true share. */
export type ShareEstimate = {
	count: number;
	of: number;
	share: number;
	low: number;
	high: number;
	confidence: number;
};

/**
 * A share of independent trials with the exact interval of Clopper and Pearson (Biometrika 26, 1934), which
 * covers at least as often as stated, also where nothing or everything happened.
 *
 * @param of number of trials
 * @returns absent for no trials
 */
export function shareInterval(
	count: number,
	of: number,
	confidence = 0.95,
): ShareEstimate | undefined {
	if (of === 0) return undefined;
	const tail = (1 - confidence) / 2;
	return {
		count,
		of,
		share: count / of,
		// P(at least `count` at the low end) and P(at most `count` at the high end) are both `tail`.
		low: count === 0 ? 0 : solve((x) => incompleteBeta(x, count, of - count + 1), tail),
		high: count === of ? 1 : solve((x) => incompleteBeta(x, count + 1, of - count), 1 - tail),
		confidence,
	};
}

/** The share at which a rising function reaches a value. */
function solve(rising: (share: number) => number, value: number): number {
	let low = 0;
	let high = 1;
	while (high - low > 1e-12) {
		const middle = (low + high) / 2;
		if (rising(middle) < value) low = middle;
		else high = middle;
	}
	return high;
}
