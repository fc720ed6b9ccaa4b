import { subjectOf } from '../core/selection/find-cell.ts';
import type { Cell } from '../core/schemas/cell.ts';
import { gateWords, whyNoFigure, whyNoPercentile } from './cell-rows.ts';
import type { Chart, ChartContext, ChartTable, ChartView } from './chart.ts';
import {
	byLoad,
	latencyRows,
	notAskedId,
	percentileOf,
	type LatencyReading,
	type LoadGroup,
} from './latency-rows.ts';
import { latencySpec } from './latency-spec.ts';
import { distributionChart } from './views/distribution.ts';
import { metricChart } from './views/metric-chart.ts';
import { metricViews } from './views/metrics.ts';
import { listed, span, threeDigits } from './words.ts';

type LatencyQuestion = Pick<Chart, 'question' | 'experiment' | 'title' | 'tells' | 'draws'> & {
	reading?: LatencyReading;
	/** What the axis counts, where not milliseconds from the intended start; must fit 328 px. */
	axis?: string;
	/** From the percentiles as they are read; absent: their range over the subjects, for each load. */
	finding?: Chart['finding'];
};

/**
 * Under the same load, how long did answers take? From the median to the highest percentile that the run has enough
 * requests for, a heading a load.
 */
export function latencyChart({ reading = {}, axis, ...question }: LatencyQuestion): Chart {
	const { groupOf, read: cellsOf = (cell) => [cell] } = reading;
	const read = (context: ChartContext) => ({ ...context, cells: context.cells.flatMap(cellsOf) });
	const sentence = question.finding ?? ((context: ChartContext) => finding(context, groupOf));
	const chart: Chart = {
		...question,
		metric: 'latencyMsP50',
		words: 'latency',
		rows: (context) => latencyRows(read(context), groupOf),
		spec: (layout, rows) => latencySpec(layout, rows, { title: axis }),
		table: (context) => table(read(context), groupOf),
		finding: (context) => sentence(read(context)),
	};
	return { ...chart, views: (context) => latencyViews(chart, context, { reading, axis }) };
}

/** Of requests that are read apart from the others of their cell there is no histogram, and CPU and memory are not theirs. */
function latencyViews(
	chart: Chart,
	context: ChartContext,
	{ reading: { groupOf, read }, axis }: { reading: LatencyReading; axis: string | undefined },
): ChartView[] {
	const linear: ChartView = {
		name: 'linear',
		words: 'linear',
		chart: {
			...chart,
			spec: (layout, rows) => latencySpec(layout, rows, { title: axis, scale: 'linear' }),
		},
	};
	if (read !== undefined) return [linear];
	const groups = byLoad(context, groupOf);
	const metrics = metricViews(chart, context, (one) => metricChart(chart, one, { groupOf }));
	return [
		linear,
		...distributions(chart, groups, groupOf),
		// Half of the answers and the tail are what the chart itself shows.
		...metrics.filter(({ name }) => name === 'cpu' || name === 'memory'),
	];
}

function distributions(
	chart: Chart,
	groups: readonly LoadGroup[],
	groupOf: LatencyReading['groupOf'],
): ChartView[] {
	return groups.flatMap(({ load, title, cells }): ChartView[] => {
		const hasAny = cells.some((cell) => cell.status === 'measured' && cell.histograms.responseTime);
		if (!hasAny) return [];
		const cellsOf = (context: ChartContext) =>
			byLoad(context, groupOf).find((group) => group.load === load)?.cells ?? [];
		return [
			{
				name: `distribution-${load}`,
				words: groups.length === 1 ? 'whole distribution' : `whole distribution, ${title}`,
				chart: distributionChart(chart, {
					title: `Whole distribution of response times at ${title}`,
					cellsOf,
					finding: (context) => finding({ ...context, cells: cellsOf(context) }, groupOf),
				}),
			},
		];
	});
}

const columns = [50, 90, 95, 99];

function table(context: ChartContext, groupOf: LatencyReading['groupOf']): ChartTable {
	const groups = byLoad(context, groupOf);
	return {
		columns: ['Subject', 'Load', ...columns.map((percentile) => `p${percentile}, ms`), 'Gates'],
		ids: groups.flatMap(({ load, cells, notAsked }) => [
			...cells.map(({ id }) => id),
			...notAsked.map((subject) => notAskedId(subject, load)),
		]),
		rows: groups.flatMap(({ title, cells, notAsked }) => [
			...cells.map((cell) => [
				context.labelOf(subjectOf(cell)).full,
				title,
				...columns.map((percentile) => percentileWords(cell, percentile)),
				gateWords(cell),
			]),
			...notAsked.map((subject) => [
				context.labelOf(subject).full,
				title,
				...columns.map(() => 'not asked'),
				'',
			]),
		]),
	};
}

function percentileWords(cell: Cell, percentile: number): string {
	const found = percentileOf(cell, percentile);
	if (found === undefined) {
		return percentileOf(cell, 50) === undefined
			? whyNoFigure(cell)
			: whyNoPercentile(cell, percentile);
	}
	const { valueMs, lowMs, highMs } = found;
	if (lowMs === undefined || highMs === undefined) return threeDigits(valueMs);
	return `${threeDigits(valueMs)} (${threeDigits(lowMs)} to ${threeDigits(highMs)})`;
}

/** The range over the subjects, and no rank: latency on a shared machine is not for ranking. */
function finding(context: ChartContext, groupOf: LatencyReading['groupOf']): string | undefined {
	const parts = byLoad(context, groupOf).flatMap((group) => {
		const values = (percentile: number) =>
			group.cells.flatMap((cell) => percentileOf(cell, percentile)?.valueMs ?? []);
		if (values(50).length === 0) return [];
		const tail = group.tail === undefined ? '' : `, p${group.tail} ${span(values(group.tail))} ms`;
		return [
			`At ${group.title}: p50 ${span(values(50))} ms${tail}${notAskedWords(group, context)}.`,
		];
	});
	return parts.length === 0 ? undefined : parts.join(' ');
}

function notAskedWords({ notAsked }: LoadGroup, { labelOf }: ChartContext): string {
	if (notAsked.length === 0) return '';
	const names = notAsked.map((subject) => `${labelOf(subject).name} ${labelOf(subject).detail}`);
	return `; not asked: ${listed(names)}`;
}
