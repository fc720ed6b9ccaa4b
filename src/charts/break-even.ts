/** What moving a task of this size away costs, as a ratio to computing it in place. */
export type MovedTask = { size: number; ratio: number; high?: number | undefined };

/**
 * The smallest measured size from which on no task costs more than `limit` times what it costs in place. Where a ratio has
 * an interval its upper end decides, so that a lucky run of one size makes no promise.
 *
 * @returns absent where not even the largest does
 */
export function breakEven(tasks: readonly MovedTask[], limit: number): number | undefined {
	const descending = tasks.toSorted((a, b) => b.size - a.size);
	const dear = descending.findIndex(({ ratio, high = ratio }) => high > limit);
	const cheap = dear === -1 ? descending : descending.slice(0, dear);
	return cheap.at(-1)?.size;
}
