import type { Cell } from '../core/schemas/cell.ts';
import { subjectOf } from '../core/selection/find-cell.ts';
import { gateWords, whyNoFigure } from './cell-rows.ts';
import type { Chart, ChartContext, ChartTable, ChartView } from './chart.ts';
import { curveRows, type CurveReading, type CurveRow } from './curve-rows.ts';
import type { CurveAxes } from './curve-frame.ts';
import { curveSpec } from './curve-spec.ts';
import { percentileOf } from './latency-rows.ts';
import { distributionChart } from './views/distribution.ts';
import { curveMetricViews } from './views/curve-views.ts';
import { span, threeDigits } from './words.ts';

type CurveQuestion = Pick<
	Chart,
	'question' | 'experiment' | 'title' | 'metric' | 'tells' | 'draws' | 'finding'
> &
	CurveReading & {
		/** Where the axes depend on the run, from its points. */
		axes: CurveAxes | ((rows: readonly CurveRow[]) => CurveAxes);
		/** False where the figure is computed of several cells, and another metric of one of them would say something else. */
		hasViews?: boolean;
		/** Headings of the table for both axes, and how it spells a place on the first. */
		table: { at: string; figure: string; atWords: (at: number, cell: Cell) => string };
	};

/** A question whose answer is a line a subject over a numeric axis. */
export function curveChart(curve: CurveQuestion): Chart {
	const { question, experiment, title, metric, tells, draws, finding, axes } = curve;
	return {
		...{ question, experiment, title, metric, draws, finding },
		...(tells && { tells }),
		...(curve.hasViews !== false && { views: (context) => viewsOf(curve, context) }),
		howToRead,
		rows: (context) => curveRows(context, curve),
		spec: (layout, rows) => curveSpec(layout, rows, typeof axes === 'function' ? axes(rows) : axes),
		table: (context) => tableOf(context, curve),
	};
}

/** The other scale of the figure, and other metrics over the same axis. */
function viewsOf(curve: CurveQuestion, context: ChartContext): ChartView[] {
	const { axes } = curve;
	const axesOf = (rows: readonly CurveRow[]) => (typeof axes === 'function' ? axes(rows) : axes);
	const rows = curveRows(context, curve);
	const other = axesOf(rows).y.scale === 'log' ? 'linear' : 'log';
	// A logarithm has no place for zero, and of one figure alone it has nothing to show.
	const values = rows.flatMap(({ value }) => value ?? []);
	const hasScale = values.length > 1 && (other === 'linear' || values.every((value) => value > 0));
	const scaled = curveChart({
		...curve,
		hasViews: false,
		axes: (all) => {
			const { y, ...rest } = axesOf(all);
			return { ...rest, y: { title: y.title, scale: other } };
		},
	});
	const words = other === 'log' ? 'logarithmic' : 'linear';
	return [
		...(hasScale ? [{ name: other, words, chart: scaled }] : []),
		...curveMetricViews(curve, context, ({ heading, ...change }) =>
			curveChart({
				...curve,
				...change,
				whyAbsent: change.whyAbsent ?? (() => undefined),
				hasViews: false,
				table: { ...curve.table, figure: heading },
			}),
		),
		...(curve.metric.startsWith('latency') ? lastDistribution(curve, context, axesOf(rows)) : []),
	];
}

/** Of the last place on the axis that lasts: one of each would be a list that nobody reads. */
function lastDistribution(
	curve: CurveQuestion,
	context: ChartContext,
	{ x, beyond }: CurveAxes,
): ChartView[] {
	const places = context.cells.flatMap((cell) => curve.at(cell, context) ?? []);
	const last = Math.max(...places.filter((at) => beyond === undefined || at < beyond.at));
	const cellsOf = (all: ChartContext) =>
		all.cells.filter((cell) => curve.at(cell, all) === last && !cell.duplicate);
	const [cell] = cellsOf(context);
	const hasAny = cellsOf(context).some(
		(one) => one.status === 'measured' && one.histograms.responseTime,
	);
	if (cell === undefined || !hasAny) return [];
	const where = `at ${curve.table.atWords(last, cell)}`;
	const chart = distributionChart(curve, {
		title: `Whole distribution of response times ${where} (${x.title})`,
		cellsOf,
		finding: (all) => {
			const medians = cellsOf(all).flatMap((one) => percentileOf(one, 50)?.valueMs ?? []);
			return medians.length === 0 ? undefined : `p50 ${where} is ${span(medians)} ms.`;
		},
	});
	return [{ name: 'distribution', words: `whole distribution ${where}`, chart }];
}

const howToRead =
	'A point is what was measured there, a band its 95 % interval; where nothing was measured a line breaks off. Of the lines of one language the first has filled points, the second hollow ones and a third pale ones.';

/** Each subject's cells from one end of its line to the other; files come in the order of their names. */
function alongTheAxis(context: ChartContext, at: CurveReading['at']): Cell[] {
	const subjects = [...new Set(context.cells.map(subjectOf))];
	return subjects.flatMap((subject) =>
		context.cells
			.filter((cell) => subjectOf(cell) === subject)
			.toSorted((a, b) => (at(a, context) ?? Infinity) - (at(b, context) ?? Infinity)),
	);
}

/** A row a cell: where it stands, its figure with the interval, its gates. */
function tableOf(context: ChartContext, curve: CurveQuestion): ChartTable {
	const { table, at, figure } = curve;
	const cells = alongTheAxis(context, at);
	return {
		columns: ['Subject', table.at, table.figure, 'Interval', 'Gates'],
		ids: cells.map(({ id }) => id),
		rows: cells.map((cell) => {
			const subject = context.labelOf(subjectOf(cell)).full + (cell.duplicate ? ', again' : '');
			const place = at(cell, context);
			const where = place === undefined ? 'not known' : table.atWords(place, cell);
			if (cell.status === 'failed') return [subject, where, 'failed', '', cell.failure.reason];
			const gates = gateWords(cell);
			const found = figure(cell, context);
			if (found === undefined) {
				const why = curve.whyAbsent?.(cell) ?? whyNoFigure(cell);
				return [subject, where, why, '', gates];
			}
			const { value, low, high } = found;
			const interval =
				low === undefined || high === undefined
					? 'none'
					: `${threeDigits(low)} to ${threeDigits(high)}`;
			return [subject, where, threeDigits(value), interval, gates];
		}),
	};
}
