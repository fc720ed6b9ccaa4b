import { isNotCarried } from '../core/gates/not-carried.ts';
import { subjectOf } from '../core/selection/find-cell.ts';
import type { Cell } from '../core/schemas/cell.ts';
import { hasFailedGate } from './cell-rows.ts';
import type { Chart, ChartContext } from './chart.ts';
import { listed } from './words.ts';

/** In place of a finding, where there are figures and none may be used. */
export const NONE_PASSED = 'No figure of this chart passed its gates.';

const NOBODY_KEPT_UP = 'Nobody kept up with the rate.';

/**
 * A chart's finding, from the cells that passed every gate. The others are named: they are drawn, crossed, and a sentence
 * that passed over them in silence would be about another picture.
 *
 * @returns undefined when nothing was measured, or nothing that this machine may state
 */
export function passedFinding(chart: Chart, context: ChartContext): string | undefined {
	if (chart.withheld?.(context) !== undefined) return undefined;
	const failed = context.cells.filter(hasFailedGate);
	if (failed.length === 0) return chart.finding(context);
	const passed = (cells: readonly Cell[]) => cells.filter((cell) => !hasFailedGate(cell));
	const finding = chart.finding({
		...context,
		cells: passed(context.cells),
		runCells: passed(context.runCells),
	});
	const tooMuch = failed.filter(didNotKeepUp);
	if (finding === undefined) return tooMuch.length < failed.length ? NONE_PASSED : NOBODY_KEPT_UP;
	const others = failed.filter((cell) => !tooMuch.includes(cell));
	const words = failed.length > MOST_NAMED ? counted : named;
	return [
		finding,
		...(tooMuch.length > 0 ? [`Did not keep up: ${words(tooMuch, context)}.`] : []),
		...(others.length > 0
			? [`A gate failed, so this leaves out ${words(others, context, failedGates)}.`]
			: []),
	].join(' ');
}

const didNotKeepUp = (cell: Cell) => cell.status === 'measured' && isNotCarried(cell.windows);

/** More than these are a list that nobody reads; the table has them all. */
const MOST_NAMED = 4;

const counted = (failed: readonly Cell[], { cells }: ChartContext) =>
	`${failed.length} of ${cells.length} figures`;

/** `Go chi at rate-50000 (foreign-cpu)`; the load only where the chart draws several. */
function named(
	failed: readonly Cell[],
	{ cells, labelOf }: ChartContext,
	why: (cell: Cell) => readonly string[] = () => [],
): string {
	const severalLoads = new Set(cells.map(({ load }) => load)).size > 1;
	return listed(
		failed.map((cell) => {
			const { name, detail } = labelOf(subjectOf(cell));
			const twin = cell.duplicate ? ', again' : '';
			const load = severalLoads ? ` at ${cell.load}` : '';
			const reasons = why(cell);
			return `${name} ${detail}${twin}${load}${reasons.length > 0 ? ` (${reasons.join(', ')})` : ''}`;
		}),
	);
}

const failedGates = (cell: Cell): string[] =>
	cell.status === 'failed' ? [] : cell.gates.filter(({ pass }) => !pass).map(({ gate }) => gate);
