import { unitOf } from '../core/format.ts';
import { subjectOf } from '../core/selection/find-cell.ts';
import type { Cell } from '../core/schemas/cell.ts';
import type { CoreTrack } from '../core/schemas/experiment.ts';
import { estimateRow, largest } from './cell-rows.ts';
import type { Chart, ChartContext, ChartRow, ChartTable } from './chart.ts';
import { estimateSpec } from './estimate-spec.ts';
import { estimateTable } from './estimate-table.ts';
import { span, threeDigits } from './words.ts';

const metric = 'serverCpuMsPerRequest';

const tracks: { track: CoreTrack; title: string; sentence: string }[] = [
	{ track: '1', title: 'one core', sentence: 'on one core' },
	{ track: 'all', title: 'all cores', sentence: 'on all cores' },
];

/** Does the same request cost more where cores share the work? */
export const coresCpuPerRequest: Chart = {
	question: 'cores-cpu-per-request',
	experiment: 'cores',
	title: 'CPU time of a task of about 4 ms, on one core and on all',
	metric,
	draws: (cell) => cell.load === 'capacity-u2000' && !cell.duplicate,
	rows: (context) =>
		tracks.flatMap(({ track, title }) => {
			const own = context.cells.filter((cell) => cell.track === track);
			return own.length === 0
				? []
				: [heading(title), ...own.flatMap((cell) => line(cell, context))];
		}),
	spec: (layout, rows) => {
		const unit = rows.find((row) => row.unit !== undefined)?.unit ?? '';
		return estimateSpec(layout, rows, { title: `${unit} of CPU per request, whole server`.trim() });
	},
	table,
	finding,
};

function heading(name: string): ChartRow {
	return { id: name, name, detail: '', text: '', twin: false, failedGate: false };
}

function line(cell: Cell, context: ChartContext): ChartRow[] {
	const { unit, perStored } = unitOf(metric, largest(context.cells, metric));
	const [short = unit] = unit.split(' ');
	const words = (value: number) => `${threeDigits(value)} ${short}`;
	const row = estimateRow(cell, metric, context, words, perStored);
	return row ? [{ ...row, unit: short }] : [];
}

function table(context: ChartContext): ChartTable {
	const { columns, rows, ids = [] } = estimateTable(context, metric);
	const [subject = '', ...rest] = columns;
	return {
		columns: [subject, 'Cores', ...rest],
		ids,
		rows: rows.map(([name = '', ...figures], index) => {
			const track = context.cells[index]?.track;
			return [name, tracks.find((one) => one.track === track)?.title ?? '', ...figures];
		}),
	};
}

/** The range on each track, and no ratio between them: on a small machine one of them shares a core with the load generator. */
function finding(context: ChartContext): string | undefined {
	const { unit, perStored } = unitOf(metric, largest(context.cells, metric));
	const parts = tracks.flatMap(({ track, sentence }) => {
		const own = context.cells.filter((cell) => cell.track === track);
		const medians = own.flatMap((cell) =>
			cell.status === 'measured' ? (cell.summary[metric]?.median ?? []) : [],
		);
		if (medians.length === 0) return [];
		const range = span(medians.map((median) => median * perStored));
		const subjects = new Set(own.map(subjectOf)).size;
		return [`${range} ${unit.split(' ')[0]} of CPU ${sentence} (${subjects} subjects)`];
	});
	return parts.length === 0 ? undefined : `A request takes ${parts.join(' and ')}.`;
}
