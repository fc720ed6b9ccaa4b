/** "3 by status, 1 by length": what the generator counted, without what it does not count. */
export function describeKnown(parts: readonly (readonly [number | undefined, string])[]): string {
	return parts
		.filter(([count]) => count !== undefined)
		.map(([count, what]) => `${count} ${what}`)
		.join(', ');
}
