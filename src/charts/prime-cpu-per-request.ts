import { estimateRow } from './cell-rows.ts';
import type { Chart } from './chart.ts';
import { estimateSpec } from './estimate-spec.ts';
import { estimateTable } from './estimate-table.ts';
import { isTied, largestTier, tieFinding, tiersOf } from './tie-finding.ts';
import { threeDigits } from './words.ts';

const metric = 'serverCpuMsPerRequest';

/** Per core, what does one request cost? CPU time is the steadiest figure of a shared machine. */
export const primeCpuPerRequest: Chart = {
	question: 'prime-cpu-per-request',
	experiment: 'prime',
	title: 'CPU time of one request for the 20,000th prime',
	metric,
	draws: (cell) => cell.load === 'capacity-n20000' && cell.track === '1',
	rows: (context) => {
		const group = largestTier(tiersOf(context, metric)) ?? [];
		const tied = isTied(group, context, metric) ? group : [];
		return context.cells.flatMap((cell) => {
			const row = estimateRow(cell, metric, context, (value) => `${threeDigits(value)} ms`);
			return row ? [{ ...row, tied: tied.some((member) => member.cell === cell) }] : [];
		});
	},
	spec: (layout, rows) => estimateSpec(layout, rows, { title: 'CPU ms per request, whole server' }),
	table: (context) => estimateTable(context, metric),
	finding: (context) => tieFinding(context, metric, 'CPU time per request'),
};
