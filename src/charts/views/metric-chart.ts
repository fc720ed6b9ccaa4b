import type { Cell } from '../../core/schemas/cell.ts';
import { subjectOf } from '../../core/selection/find-cell.ts';
import { gateWords, rowOf, whyNoFigure } from '../cell-rows.ts';
import type { Chart, ChartContext, ChartRow, ChartTable } from '../chart.ts';
import { estimateSpec } from '../estimate-spec.ts';
import { byLoad, type LatencyReading, type LoadGroup } from '../latency-rows.ts';
import { spreadFinding } from '../spread-finding.ts';
import { isShownTied, largestTier, tiersOf } from '../tie-finding.ts';
import { threeDigits } from '../words.ts';
import { figureOf, rangeWords, unitFor, viewTitle, type SwitchMetric } from './metrics.ts';

type Base = Pick<Chart, 'question' | 'experiment' | 'title' | 'tells' | 'draws'>;

/**
 * Another metric of a chart whose lines stand one below the other.
 *
 * @param groups of the loads that the lines stand under; undefined for a chart of one load
 */
export function metricChart(
	{ question, experiment, title, tells, draws }: Base,
	one: SwitchMetric,
	groups?: { groupOf: LatencyReading['groupOf'] },
): Chart {
	const groupsOf = (context: ChartContext): LoadGroup[] | undefined =>
		groups && byLoad(context, groups.groupOf);
	return {
		...{ question, experiment, draws, ...(tells && { tells }) },
		title: viewTitle(one, { title }),
		metric: one.metric,
		rows: (context) => rowsOf(context, one, groupsOf(context)),
		spec: (layout, rows) => {
			const unit = rows.find((row) => row.unit !== undefined)?.unit ?? '';
			return estimateSpec(layout, rows, { title: `${unit} ${one.axis}`.trim() });
		},
		table: (context) => tableOf(context, one, groupsOf(context)),
		finding: (context) => findingOf(context, one, groupsOf(context)),
	};
}

function rowsOf(context: ChartContext, one: SwitchMetric, groups?: LoadGroup[]): ChartRow[] {
	if (groups === undefined) {
		const tied = tiedCells(context, one);
		return linesOf(context.cells, context, one).map((row) => ({ ...row, tied: tied.has(row.id) }));
	}
	return groups.flatMap(({ load, title, cells }) => [
		{ id: `load ${load}`, name: title, detail: '', text: '', twin: false, failedGate: false },
		...linesOf(cells, context, one),
	]);
}

function linesOf(cells: readonly Cell[], context: ChartContext, one: SwitchMetric): ChartRow[] {
	const { unit, perStored } = unitFor(context.cells, one);
	return cells.flatMap((cell) => {
		const row = rowOf(cell, context);
		const figure = figureOf(cell, one);
		if (row === undefined || figure === undefined) return row ?? [];
		const { median, low, high } = figure;
		const interval = low !== undefined &&
			high !== undefined && { low: low * perStored, high: high * perStored };
		const value = median * perStored;
		// A capacity's unit is long, and stands at the axis.
		const text = one.name === 'capacity' ? threeDigits(value) : `${threeDigits(value)} ${unit}`;
		return [{ ...row, value, ...interval, unit, text }];
	});
}

/** Latency on a shared machine is not for ranking, so no ties of it are drawn either. */
function tiedCells(context: ChartContext, one: SwitchMetric): Set<string> {
	if (one.percentile !== undefined) return new Set();
	const group = largestTier(tiersOf(context, one.metric)) ?? [];
	const isTied = isShownTied(group, context, one.metric);
	return new Set(isTied ? group.map(({ cell }) => cell.id) : []);
}

function tableOf(context: ChartContext, one: SwitchMetric, groups?: LoadGroup[]): ChartTable {
	const { unit } = unitFor(context.cells, one);
	const shown = groups
		? groups.flatMap(({ title, cells }) => cells.map((cell) => ({ cell, where: [title] })))
		: context.cells.map((cell) => ({ cell, where: [] }));
	return {
		columns: ['Subject', ...(groups ? ['Load'] : []), `${one.words}, ${unit}`, 'Interval', 'Gates'],
		ids: shown.map(({ cell }) => cell.id),
		rows: shown.map(({ cell, where }) => [
			context.labelOf(subjectOf(cell)).full + (cell.duplicate ? ', again' : ''),
			...where,
			...figureWords(cell, one, context),
			gateWords(cell),
		]),
	};
}

function figureWords(cell: Cell, one: SwitchMetric, { cells }: ChartContext): string[] {
	const figure = figureOf(cell, one);
	if (figure === undefined) return [whyNoFigure(cell), ''];
	const { perStored } = unitFor(cells, one);
	const { median, low, high } = figure;
	const words = (value: number) => threeDigits(value * perStored);
	const interval =
		low === undefined || high === undefined ? 'too few rounds' : `${words(low)} to ${words(high)}`;
	return [words(median), interval];
}

function findingOf(
	context: ChartContext,
	one: SwitchMetric,
	groups?: LoadGroup[],
): string | undefined {
	if (groups === undefined && one.percentile === undefined) {
		return spreadFinding(context, one.metric, one.noun);
	}
	const each = (groups ?? [{ title: '', cells: context.cells }]).flatMap(({ title, cells }) => {
		const range = rangeWords(cells, one, context.cells);
		const at = title === '' ? '' : ` at ${title}`;
		return range === undefined ? [] : [`${range}${at}`];
	});
	if (each.length === 0) return undefined;
	return `${one.noun.replace(/^[a-z]/, (letter) => letter.toUpperCase())} is ${each.join('; ')}.`;
}
