import { formatNumber } from '../core/format.ts';

/** `a, b and c`. */
export function listed(words: readonly string[]): string {
	return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(words);
}

/** `1.95 to 1.98`, or one number where both ends print alike. */
export function span(values: readonly number[], significantDigits = 3): string {
	const [low, high] = [Math.min(...values), Math.max(...values)].map((value) =>
		formatNumber(value, significantDigits),
	);
	return low === high ? `${low}` : `${low} to ${high}`;
}
