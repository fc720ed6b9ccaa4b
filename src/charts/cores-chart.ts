import { subjectOf } from '../core/selection/find-cell.ts';
import { estimateRow } from './cell-rows.ts';
import type { Chart, ChartContext } from './chart.ts';
import { estimateSpec } from './estimate-spec.ts';
import { estimateTable } from './estimate-table.ts';
import { listed, span, threeDigits } from './words.ts';

const metric = 'serverCoresUsed';

type CoresQuestion = Pick<Chart, 'question' | 'experiment' | 'title' | 'tells'> & {
	/** A load that asks for as much as there is. */
	load: string;
};

/**
 * How many cores does a runtime keep busy, when it may have them all? Cores and not requests a
 * second, because a shared machine's capacity is not a figure to publish; its CPU time is.
 */
export function coresChart({ load, ...question }: CoresQuestion): Chart {
	return {
		...question,
		metric,
		draws: (cell) => cell.load === load && cell.track === 'all' && !cell.duplicate,
		rows: (context) =>
			context.cells.flatMap((cell) => estimateRow(cell, metric, context, threeDigits) ?? []),
		spec: (layout, rows) => {
			const max = Math.ceil(Math.max(...rows.map((row) => row.value ?? 1)));
			const values = Array.from({ length: max + 1 }, (_, cores) => cores);
			return estimateSpec(layout, rows, { title: 'cores in use, whole server', values, max });
		},
		table: (context) => estimateTable(context, metric),
		finding,
	};
}

/** Those that leave more than half a core idle apart from those that do not. */
function finding(context: ChartContext): string | undefined {
	const used = context.cells.flatMap((cell) => {
		const median = cell.status === 'measured' ? cell.summary[metric]?.median : undefined;
		if (median === undefined) return [];
		const { name, detail } = context.labelOf(subjectOf(cell));
		return [{ label: `${name} ${detail}`, median, cores: cell.cores }];
	});
	const cores = used[0]?.cores;
	if (cores === undefined) return undefined;
	const part = (group: typeof used) =>
		`${listed(group.map((one) => one.label))} kept ${span(group.map((one) => one.median))} busy`;
	const idle = used.filter((one) => one.median < cores - 0.5);
	const busy = used.filter((one) => one.median >= cores - 0.5);
	const parts = [idle, busy].filter((group) => group.length > 0).map(part);
	return `Of ${cores === 1 ? '1 core' : `${cores} cores`}, ${parts.join('; ')}.`;
}
