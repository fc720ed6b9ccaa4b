/** `a, b and c`. */
export function listed(words: readonly string[]): string {
	return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(words);
}

/** `3.90` and not `3.9`: three digits always, so that the figures of a column line up. */
export function threeDigits(value: number): string {
	return new Intl.NumberFormat('en-GB', {
		maximumSignificantDigits: 3,
		minimumSignificantDigits: 3,
	}).format(value);
}

/** `1.95 to 1.98`, or one number where both ends print alike. */
export function span(values: readonly number[]): string {
	const [low, high] = [Math.min(...values), Math.max(...values)].map(threeDigits);
	return low === high ? `${low}` : `${low} to ${high}`;
}
