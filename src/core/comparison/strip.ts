/** Where a row of intervals begins and ends, in natural logarithms of ratios. */
export interface StripScale {
	from: number;
	to: number;
}

/** Beyond a factor of a hundred an interval says that nothing is known, and would flatten the others. */
const furthest = Math.log(100);

/** So that no mark touches an edge. */
const margin = 0.06;

/** One scale for several intervals, so that they can be compared at a glance; 1 is always on it. */
export function stripScale(intervals: readonly { low: number; high: number }[]): StripScale {
	const ends = intervals.flatMap(({ low, high }) => [Math.log(low), Math.log(high)]);
	const from = Math.max(-furthest, Math.min(Math.log(0.9), ...ends));
	const to = Math.min(furthest, Math.max(Math.log(1.1), ...ends));
	const room = (to - from) * margin;
	return { from: from - room, to: to + room };
}

/** The place of a ratio from 0 to 1; what lies beyond an end is drawn at the end. */
export function placeOn({ from, to }: StripScale, ratio: number): number {
	return Math.min(1, Math.max(0, (Math.log(ratio) - from) / (to - from)));
}
