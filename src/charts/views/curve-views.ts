import type { Cell } from '../../core/schemas/cell.ts';
import type { Chart, ChartContext, ChartView } from '../chart.ts';
import { whyNoPercentile } from '../cell-rows.ts';
import type { CurveAxes } from '../curve-frame.ts';
import type { CurveReading, CurveRow } from '../curve-rows.ts';
import { threeDigits } from '../words.ts';
import {
	figureOf,
	metricViews,
	rangeWords,
	unitFor,
	viewTitle,
	type SwitchMetric,
} from './metrics.ts';

type Axes = CurveAxes | ((rows: readonly CurveRow[]) => CurveAxes);

/** Of a curve, what another picture of the same cells replaces. */
export type CurveChange = Pick<Chart, 'title' | 'metric' | 'finding'> &
	Pick<CurveReading, 'figure' | 'whyAbsent' | 'words'> & {
		axes: Axes;
		/** Heading of the figure's column. */
		heading: string;
	};

/** Other metrics over the same axis. */
export function curveMetricViews(
	curve: Pick<Chart, 'title' | 'metric'> & { axes: Axes },
	context: ChartContext,
	chartOf: (change: CurveChange) => Chart,
): ChartView[] {
	return metricViews(curve, context, (one) => chartOf(changeTo(one, curve, context)));
}

function changeTo(
	one: SwitchMetric,
	{ title, axes }: { title: string; axes: Axes },
	context: ChartContext,
): CurveChange {
	const { unit, perStored } = unitFor(context.cells, one);
	return {
		title: viewTitle(one, { title }),
		metric: one.metric,
		figure: (cell) => scaled(cell, one, perStored),
		...whyAbsentOf(one),
		words: (value) => `${threeDigits(value)} ${unit}`,
		axes: (rows) => {
			const { x, beyond } = typeof axes === 'function' ? axes(rows) : axes;
			const y = { title: `${unit} ${one.axis}`, scale: 'linear' } as const;
			return { x, y, ...(beyond && { beyond }) };
		},
		heading: `${one.words}, ${unit}`,
		finding: ({ cells }) => {
			const range = rangeWords(cells, one);
			const noun = one.noun.replace(/^[a-z]/, (letter) => letter.toUpperCase());
			return range && `${noun} is ${range} over all points.`;
		},
	};
}

function whyAbsentOf({ percentile }: SwitchMetric): Pick<CurveChange, 'whyAbsent'> {
	return percentile === undefined ? {} : { whyAbsent: (cell) => whyNoPercentile(cell, percentile) };
}

function scaled(cell: Cell, one: SwitchMetric, perStored: number) {
	const figure = figureOf(cell, one);
	if (figure === undefined) return undefined;
	const { median, low, high } = figure;
	const drawn = (value: number | undefined) => value && value * perStored;
	return { value: median * perStored, low: drawn(low), high: drawn(high) };
}
