import { unitOf } from '../core/format.ts';
import type { MetricName } from '../core/schemas/cell.ts';
import { estimateRow, largest } from './cell-rows.ts';
import type { Chart, ChartContext } from './chart.ts';
import { estimateSpec } from './estimate-spec.ts';
import { estimateTable } from './estimate-table.ts';
import { isShownTied, largestTier, tiersOf } from './tie-finding.ts';
import { metricChart } from './views/metric-chart.ts';
import { metricViews } from './views/metrics.ts';
import { threeDigits } from './words.ts';

type EstimateQuestion = Pick<Chart, 'question' | 'experiment' | 'title' | 'tells' | 'finding'> & {
	metric: MetricName;
	load: string;
	track: '1' | 'all';
	/** What the axis counts, after the unit; must fit 328 px. */
	axis: string;
};

/** One metric of one load on one core track: a line a subject, and a band over those that the run cannot tell apart. */
export function estimateChart({ load, track, axis, ...question }: EstimateQuestion): Chart {
	const { metric } = question;
	const chart: Chart = {
		...question,
		draws: (cell) => cell.load === load && cell.track === track,
		rows: (context) => rowsOf(context, metric),
		spec: (layout, rows) => {
			const unit = rows.find((row) => row.unit !== undefined)?.unit;
			return estimateSpec(layout, rows, { title: unit === undefined ? axis : `${unit} ${axis}` });
		},
		table: (context) => estimateTable(context, metric),
		views: (context) => metricViews(question, context, (one) => metricChart(chart, one)),
	};
	return chart;
}

function rowsOf(context: ChartContext, metric: MetricName) {
	const group = largestTier(tiersOf(context, metric)) ?? [];
	const tied = isShownTied(group, context, metric) ? group : [];
	const { unit, perStored } = unitOf(metric, largest(context.cells, metric));
	const [short = unit] = unit.split(' ');
	const words = (value: number) => `${threeDigits(value)} ${short}`;
	return context.cells.flatMap((cell) => {
		const row = estimateRow(cell, metric, context, words, perStored);
		return row ? [{ ...row, unit: short, tied: tied.some((member) => member.cell === cell) }] : [];
	});
}
