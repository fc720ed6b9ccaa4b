import type { Cell } from '../../core/schemas/cell.ts';
import type { Histogram } from '../../core/schemas/histogram.ts';
import { subjectOf } from '../../core/selection/find-cell.ts';
import { valueAtShare } from '../../core/statistics/histogram.ts';
import { LEAST_EXCEEDANCES, PERCENTILES_ASKED } from '../../core/statistics/percentiles.ts';
import { otherOwner, type Tail, tailOf } from '../../core/statistics/server-tail.ts';
import { gateWords, rowOf, whyNoFigure, whyNoPercentile } from '../cell-rows.ts';
import type { Chart, ChartContext, ChartRow, ChartTable } from '../chart.ts';
import type { CurveRow } from '../curve-rows.ts';
import { curveSpec } from '../curve-spec.ts';
import { logTicks } from '../log-ticks.ts';
import { threeDigits } from '../words.ts';

/** A point of a percentile plot: so great a share of the requests was answered within so many milliseconds. */
export type SharePoint = { share: number; ms: number };

/** Points for each factor of ten of what is slower. */
const PER_TENFOLD = 10;

/**
 * All of a distribution, from the fastest request on, in equal steps of the logarithm of the share that is slower: so that
 * the last per cent has as much room as the first ninety. It ends where so few requests are slower that they are anecdotes, or
 * may be those that waited for a hypervisor or for the generator.
 */
export function sharePoints(histogram: Histogram, tail: Tail = {}): SharePoint[] {
	const points: SharePoint[] = [];
	for (let step = 0; ; step++) {
		const slower = 10 ** (-step / PER_TENFOLD);
		if (histogram.count * slower < LEAST_EXCEEDANCES) return points;
		if (otherOwner(100 * (1 - slower), tail)) return points;
		const us = step === 0 ? histogram.min : valueAtShare(histogram, 1 - slower);
		if (us !== undefined && us > 0) points.push({ share: 1 - slower, ms: us / 1000 });
	}
}

/** Where a share stands on the axis: 0 at none, 1 at 90 %, 2 at 99 %. */
const placeOf = (share: number) => -Math.log10(1 - share);

const TICKS = [0, 50, 90, 95, 99, 99.9];

/** More lines than these are a grid that nobody reads. */
const MOST_LINES = 8;

/** A line a subject under one load, from the fastest request to the last that has enough beyond it. */
export function distributionChart(
	{
		question,
		experiment,
		tells,
		draws,
	}: Pick<Chart, 'question' | 'experiment' | 'tells' | 'draws'>,
	{
		title,
		cellsOf,
		finding,
	}: {
		title: string;
		cellsOf: (context: ChartContext) => readonly Cell[];
		finding: Chart['finding'];
	},
): Chart {
	return {
		...{ question, experiment, draws, title, finding, ...(tells && { tells }) },
		metric: 'latencyMsP50',
		howToRead: `A point of a line says which share of the requests was answered within how many milliseconds; each step to the right leaves a tenth of them. A line is read from a histogram whose buckets are a few per cent wide, and ends where fewer than ${LEAST_EXCEEDANCES} requests are slower, or where more than half of them may have waited for the hypervisor, or for the generator itself. Marks are the percentiles as published, a band their 95 % interval.`,
		rows: (context) => cellsOf(context).flatMap((cell) => rowsOf(cell, context)),
		spec: (layout, rows) => {
			const end = Math.max(1, ...rows.map((row: CurveRow) => row.at ?? 1));
			const shown = TICKS.filter((percentile) => placeOf(percentile / 100) <= end + 0.01);
			return curveSpec(layout, rows, {
				x: {
					title: '% of the requests',
					scale: 'linear',
					values: shown.map((percentile) => placeOf(percentile / 100)),
					labels: shown.map(String),
				},
				y: { title: 'answered within, ms', scale: 'log', values: linesFor(rows) },
			});
		},
		table: (context) => tableOf(cellsOf(context), context),
	};
}

/** Round figures, and whole powers of ten where those would be too many. */
function linesFor(rows: readonly ChartRow[]): number[] {
	const all = rows.flatMap(({ value, low, high }) => [value, low, high]);
	const drawn = all.filter((one) => one !== undefined).filter((one) => one > 0);
	if (drawn.length === 0) return [1, 10];
	const [least, most] = [Math.min(...drawn), Math.max(...drawn)];
	const lines = logTicks(least, most);
	if (lines.length <= MOST_LINES) return lines;
	const first = Math.floor(Math.log10(least));
	const count = Math.ceil(Math.log10(most)) - first + 1;
	return Array.from({ length: count }, (_, power) => 10 ** (first + power));
}

function rowsOf(cell: Cell, context: ChartContext): CurveRow[] {
	const row = rowOf(cell, context);
	if (row === undefined) return [];
	const line = { ...row, cell: cell.id, line: subjectOf(cell), stretch: 0 };
	const histogram = cell.status === 'measured' ? cell.histograms.responseTime : undefined;
	if (histogram === undefined || cell.status === 'failed') return [{ ...line, at: 0 }];
	const between = sharePoints(histogram, tailOf(cell.windows)).map(({ share, ms }): CurveRow => ({
		...line,
		id: `${cell.id} at ${share}`,
		at: placeOf(share),
		value: ms,
		text: `${threeDigits(ms)} ms`,
		failedGate: false,
		between: true,
	}));
	const asked = cell.percentiles.map(({ percentile, valueMs, lowMs, highMs }): CurveRow => ({
		...line,
		id: percentileId(cell, percentile),
		at: placeOf(percentile / 100),
		value: valueMs,
		...(lowMs !== undefined && highMs !== undefined && { low: lowMs, high: highMs }),
		text: `${threeDigits(valueMs)} ms`,
	}));
	return [...between, ...asked].toSorted(byPlace);
}

const byPlace = ({ at: a = NaN }: CurveRow, { at: b = NaN }: CurveRow) => a - b;

const percentileId = (cell: Cell, percentile: number) => `${cell.id} p${percentile}`;

function tableOf(cells: readonly Cell[], context: ChartContext): ChartTable {
	const lines = cells.flatMap((cell) => linesOf(cell, context));
	return {
		columns: ['Subject', 'Percentile', 'Response time, ms', 'Interval', 'Slower requests', 'Gates'],
		ids: lines.map(({ id }) => id),
		rows: lines.map(({ words }) => words),
	};
}

/** A line a percentile that was asked for, and the longest answer. */
function linesOf(cell: Cell, context: ChartContext): { id: string; words: string[] }[] {
	const subject = context.labelOf(subjectOf(cell)).full;
	const gates = gateWords(cell);
	if (cell.status === 'failed') {
		return [{ id: cell.id, words: [subject, '', whyNoFigure(cell), '', '', gates] }];
	}
	const asked = PERCENTILES_ASKED.map((percentile) => {
		const found = cell.percentiles.find((one) => one.percentile === percentile);
		const id = percentileId(cell, percentile);
		if (found === undefined) {
			const why =
				cell.percentiles.length > 0 ? whyNoPercentile(cell, percentile) : whyNoFigure(cell);
			return { id, words: [subject, `p${percentile}`, why, '', '', gates] };
		}
		const { valueMs, lowMs, highMs, exceedances } = found;
		const interval =
			lowMs === undefined || highMs === undefined
				? 'too few rounds'
				: `${threeDigits(lowMs)} to ${threeDigits(highMs)}`;
		const words = [subject, `p${percentile}`, threeDigits(valueMs), interval, String(exceedances)];
		return { id, words: [...words, gates] };
	});
	const longestUs = cell.histograms.responseTime?.max;
	if (longestUs === undefined) return asked;
	const longest = [subject, 'longest', threeDigits(longestUs / 1000), '', '0', gates];
	return [...asked, { id: `${cell.id} longest`, words: longest }];
}
