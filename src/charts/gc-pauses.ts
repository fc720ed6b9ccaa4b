import type { Cell } from '../core/schemas/cell.ts';
import { subjectOf } from '../core/selection/find-cell.ts';
import type { ChartContext } from './chart.ts';
import { heapChart } from './live-heap.ts';
import { threeDigits } from './words.ts';

const load = 'as-fast-as-it-can';

/** For how long at a time does a collector stop the program, by what is alive? Rust has none, and no line. */
export const gcPauses = heapChart({
	question: 'gc-pauses',
	title: 'Longest pause by live heap, while the server makes sessions as fast as it can',
	metric: 'latencyMsP99',
	draws: (cell) =>
		cell.load.startsWith('heap-') &&
		cell.track === '1' &&
		!cell.duplicate &&
		!cell.implementation.startsWith('rust/'),
	figure: (cell, context) => {
		const value = longestPauseMs(cell, context);
		return value === undefined ? undefined : { value };
	},
	whyAbsent: () => 'no pause reported',
	words: (milliseconds) => `${threeDigits(milliseconds)} ms`,
	counts: 'longest pause, ms',
	heading: 'Longest pause, ms',
});

/** As the runtime itself reported it, in a window of its own that no gate judges. */
function longestPauseMs(
	cell: Cell,
	{ internals = [] }: Pick<ChartContext, 'internals'>,
): number | undefined {
	const window = internals.find(
		(one) => one.load === load && one.track === cell.track && subjectOf(one) === subjectOf(cell),
	);
	return window?.metrics.gcPauseMsMax?.max;
}
