import { formatMetric, unitOf } from '../core/format.ts';
import type { MeasuredCell } from '../core/schemas/cell.ts';
import { estimateRow, largest } from './cell-rows.ts';
import type { Chart, ChartContext } from './chart.ts';
import { estimateSpec } from './estimate-spec.ts';
import { estimateTable } from './estimate-table.ts';
import { threeDigits } from './words.ts';

const metric = 'serverCpuMsPerRequest';

/** What does a request cost in a build that nobody optimised? A line a build, because it is one program. */
export const debugBuildCpu: Chart = {
	question: 'debug-build-cpu',
	experiment: 'debug-build',
	title: 'CPU time of a request for the prime 20,000, debug build and release build',
	metric,
	tells: 'framework',
	draws: (cell) => cell.track === '1' && !cell.duplicate,
	rows: (context) => {
		const { unit, perStored } = unitOf(metric, largest(context.cells, metric));
		const [short = unit] = unit.split(' ');
		const words = (value: number) => `${threeDigits(value)} ${short}`;
		return context.cells.flatMap((cell) => {
			const row = estimateRow(cell, metric, context, words, perStored);
			return row ? [{ ...row, detail: `${cell.load} build`, unit: short }] : [];
		});
	},
	spec: (layout, rows) =>
		estimateSpec(layout, rows, { title: `${rows[0]?.unit ?? 'ms'} of CPU a request` }),
	table: (context) => {
		const table = estimateTable(context, metric);
		return {
			...table,
			columns: table.columns.toSpliced(1, 0, 'Build'),
			rows: table.rows.map((row, place) => row.toSpliced(1, 0, context.cells[place]?.load ?? '')),
		};
	},
	finding,
};

/** Medians alone: which is slower has its interval in the claim. */
function finding({ cells }: ChartContext): string | undefined {
	const of = (load: string) =>
		cells.find((cell): cell is MeasuredCell => cell.status === 'measured' && cell.load === load)
			?.summary[metric]?.median;
	const [debug, release] = [of('debug'), of('release')];
	if (debug === undefined || release === undefined) return undefined;
	const words = (ms: number) => formatMetric(metric, ms);
	return `The debug build needs ${words(debug)}, the release build ${words(release)}.`;
}
