import { subjectOf } from '../core/selection/find-cell.ts';
import type { Cell } from '../core/schemas/cell.ts';
import { hasFailedGate } from './cell-rows.ts';
import type { Chart, ChartContext } from './chart.ts';
import { listed } from './words.ts';

/**
 * A chart's finding, from the cells that passed every gate. The others are named: they are drawn, crossed, and a sentence
 * that passed over them in silence would be about another picture.
 *
 * @returns undefined when nothing was measured
 */
export function passedFinding(chart: Chart, context: ChartContext): string | undefined {
	const failed = context.cells.filter(hasFailedGate);
	if (failed.length === 0) return chart.finding(context);
	const passed = (cells: readonly Cell[]) => cells.filter((cell) => !hasFailedGate(cell));
	const finding = chart.finding({
		...context,
		cells: passed(context.cells),
		runCells: passed(context.runCells),
	});
	if (finding === undefined) return 'No figure of this chart passed its gates.';
	const subjects = [...new Set(failed.map(subjectOf))].map((subject) => {
		const { name, detail } = context.labelOf(subject);
		return `${name} ${detail}`;
	});
	return `${finding} A gate failed, so this leaves out: ${listed(subjects)}.`;
}
