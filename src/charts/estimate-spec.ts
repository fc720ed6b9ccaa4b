import type { TopLevelSpec } from 'vega-lite';
import type { ChartRow } from './chart.ts';
import { plotWidth, type Layout } from './layout.ts';
import { POINTS } from './row-marks.ts';
import { colour, dash, rowChart, rowPosition, type Layers } from './row-layers.ts';
import { textWidth } from './text-width.ts';
import { ink, MIN_FONT_SIZE } from './theme.ts';

type Axis = {
	/** What the axis counts; must fit 328 px. */
	title: string;
	/** Places of the grid lines; absent lets Vega choose round ones. */
	values?: number[];
	max?: number;
};

/**
 * One estimate a line: a stem from zero with the language's dash, a band for the interval, a tick
 * for the median. Zero is on the axis, because the eye compares lengths, and a cut axis would make
 * a tie look like a race.
 */
export function estimateSpec(
	layout: Layout,
	rows: readonly ChartRow[],
	{ title, values, max }: Axis,
): TopLevelSpec {
	const value = {
		field: 'value',
		type: 'quantitative',
		scale: { zero: true, ...(max === undefined ? { nice: true } : { domain: [0, max] }) },
		axis: {
			title,
			titleAnchor: 'start',
			format: '~f',
			// On a phone there is no room beside the last number.
			labelFlush: layout.width === 'narrow',
			...(values ? { values } : { tickCount: 4 }),
		},
	} as const;
	const yOffset = layout.markDy;
	const y = rowPosition(rows);
	return rowChart({ ...layout, top: tied(rows) ? 22 : layout.top }, rows, [
		...tieLayers(layout, rows),
		{
			mark: { type: 'rule', strokeWidth: 2, yOffset },
			encoding: {
				y,
				x: value,
				x2: { datum: 0 },
				color: colour,
				strokeDash: dash,
			},
		},
		...intervalLayer(layout, rows),
		{
			name: POINTS,
			mark: { type: 'tick', thickness: 3, size: 20, yOffset, opacity: 1 },
			encoding: { y, x: { field: 'value', type: 'quantitative' }, color: colour },
		},
	]);
}

/** Quick runs have too few rounds for an interval, and Vega warns of a scale without data. */
function intervalLayer(layout: Layout, rows: readonly ChartRow[]): Layers {
	if (!rows.some((row) => row.low !== undefined)) return [];
	const y = rowPosition(rows);
	return [
		{
			transform: [{ filter: 'isValid(datum.low)' }],
			mark: { type: 'bar', height: 14, opacity: 0.35, yOffset: layout.markDy },
			encoding: {
				y,
				x: { field: 'low', type: 'quantitative' },
				x2: { field: 'high' },
				color: colour,
			},
		},
	];
}

const tied = (rows: readonly ChartRow[]): boolean => rows.filter((row) => row.tied).length > 1;

/** A band over the figures that the run cannot tell apart, so that nobody reads a rank into them. */
function tieLayers(layout: Layout, rows: readonly ChartRow[]): Layers {
	if (!tied(rows)) return [];
	const transform: NonNullable<Layers[number]['transform']> = [
		{ filter: 'datum.tied' },
		{ calculate: 'isValid(datum.low) ? datum.low : datum.value', as: 'from' },
		{ calculate: 'isValid(datum.high) ? datum.high : datum.value', as: 'to' },
		{
			aggregate: [
				{ op: 'min', field: 'from', as: 'from' },
				{ op: 'max', field: 'to', as: 'to' },
			],
		},
	];
	const x = { field: 'from', type: 'quantitative' } as const;
	const endsWithBand = hasRoomBeforeBandEnds(layout, rows);
	return [
		{
			transform,
			mark: { type: 'rect', color: ink.surface, opacity: 1 },
			encoding: { x, x2: { field: 'to' } },
		},
		{
			transform,
			mark: {
				type: 'text',
				text: tieWords,
				align: endsWithBand ? 'right' : 'left',
				baseline: 'bottom',
				fontSize: MIN_FONT_SIZE,
				color: ink.soft,
			},
			encoding: {
				x: endsWithBand ? { field: 'to', type: 'quantitative' } : { value: 0 },
				y: { value: -6 },
			},
		},
	];
}

const tieWords = 'no difference detected';

/** The words end where the band does, if they have room before that; else they begin where the plot does. */
function hasRoomBeforeBandEnds(layout: Layout, rows: readonly ChartRow[]): boolean {
	const end = (some: readonly ChartRow[]) =>
		Math.max(...some.flatMap(({ value, high }) => high ?? value ?? []));
	// A round axis ends up to a quarter beyond the largest figure.
	const share = end(rows.filter(({ tied }) => tied)) / (end(rows) * 1.25);
	return layout.left + share * plotWidth(layout) >= textWidth(tieWords, MIN_FONT_SIZE);
}
