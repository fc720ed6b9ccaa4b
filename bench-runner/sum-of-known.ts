/** The sum of what was counted; what was not counted adds nothing, and stays absent where it stands alone. */
export function sumOfKnown(...values: readonly (number | undefined)[]): number {
	return values.reduce<number>((sum, value) => (value === undefined ? sum : sum + value), 0);
}
