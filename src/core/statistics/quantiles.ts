/** The middle value, or the mean of the two middle ones; absent for no values. */
export function median(values: readonly number[]): number | undefined {
	return quantile(values, 0.5);
}

/**
 * The value below which a share of the sample lies, interpolated between neighbours.
 *
 * Definition 7 of Hyndman and Fan, "Sample quantiles in statistical packages", The American
 * Statistician 50(4), 1996: the default of R and NumPy, so that a reader's own tools agree.
 *
 * @param share from 0 to 1
 * @returns absent for no values
 * @throws RangeError for a share outside [0, 1] or a value that is not a finite number
 */
export function quantile(values: readonly number[], share: number): number | undefined {
	if (!(share >= 0 && share <= 1))
		throw new RangeError(`A quantile needs a share from 0 to 1, not ${share}.`);
	const sorted = ascending(values);
	const position = (sorted.length - 1) * share;
	const below = sorted[Math.floor(position)];
	const above = sorted[Math.ceil(position)];
	if (below === undefined || above === undefined) return undefined;
	return below + (above - below) * (position - Math.floor(position));
}

/** A sorted copy. @throws RangeError for a value that is not a finite number, since it has no place in an order */
export function ascending(values: readonly number[]): number[] {
	for (const value of values) {
		if (!Number.isFinite(value))
			throw new RangeError(`A sample holds finite numbers, not ${value}.`);
	}
	return values.toSorted((a, b) => a - b);
}
