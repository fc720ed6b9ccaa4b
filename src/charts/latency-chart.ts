import { subjectOf } from '../core/selection/find-cell.ts';
import type { Cell } from '../core/schemas/cell.ts';
import { gateWords, whyNoFigure } from './cell-rows.ts';
import type { Chart, ChartContext, ChartTable } from './chart.ts';
import {
	byLoad,
	latencyRows,
	notAskedId,
	percentileOf,
	type LatencyReading,
	type LoadGroup,
} from './latency-rows.ts';
import { latencySpec } from './latency-spec.ts';
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
	return {
		...question,
		metric: 'latencyMsP50',
		rows: (context) => latencyRows(read(context), groupOf),
		spec: (layout, rows) => latencySpec(layout, rows, axis),
		table: (context) => table(read(context), groupOf),
		finding: (context) => sentence(read(context)),
	};
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
		return percentileOf(cell, 50) === undefined ? whyNoFigure(cell) : 'too few requests';
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
