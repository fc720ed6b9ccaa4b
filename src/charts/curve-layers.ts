import type { CurveAxes, CurveFrame } from './curve-frame.ts';
import type { CurveLabel, CurveLine } from './curve-labels.ts';
import type { CurvePlace } from './curve-place.ts';
import type { CurveRow } from './curve-rows.ts';
import type { Layout } from './layout.ts';
import { POINTS } from './row-marks.ts';
import { colour, dash, shape, type Layers } from './row-layers.ts';
import { ink, MIN_FONT_SIZE } from './theme.ts';

const paper = 'var(--paper)';
const point = { type: 'point', size: 62, opacity: 1, strokeWidth: 1.5 } as const;

/** Lines, intervals, points, and a cross on each point whose cell did not pass a gate. */
export function curveLayers(
	rows: readonly CurveRow[],
	lines: readonly CurveLine[],
	frame: CurveFrame,
	place: CurvePlace,
): Layers {
	// A logarithm has no place for zero.
	const isDrawn = frame.y.type === 'log' ? 'datum.value > 0' : 'isValid(datum.value)';
	const transform = [{ filter: isDrawn }];
	return [
		{
			transform,
			mark: { type: 'line', strokeWidth: 2 },
			encoding: {
				...place,
				color: colour,
				strokeDash: dash,
				detail: [
					{ field: 'line', type: 'nominal' },
					{ field: 'stretch', type: 'nominal' },
				],
				order: { field: 'at', type: 'quantitative' },
			},
		},
		...intervalLayer(rows, place, isDrawn),
		// Before the points, over which the halo of its letter would lie.
		...failedGateLayer(rows, place, isDrawn),
		{
			name: POINTS,
			transform: [{ filter: `${isDrawn} && !datum.between` }],
			mark: point,
			encoding: { ...place, shape, stroke: colour, ...fill(lines) },
		},
	];
}

/** Within a language the first line has filled points, the second hollow ones, any other pale ones. */
function fill(lines: readonly CurveLine[]) {
	const quoted = (wanted: (nth: number) => boolean) =>
		JSON.stringify(lines.filter(({ nth }) => wanted(nth)).map(({ line }) => line));
	const oneOf = (ids: string) => `indexof(${ids}, datum.line) >= 0`;
	return {
		fill: { ...colour, condition: { test: oneOf(quoted((nth) => nth === 1)), value: paper } },
		fillOpacity: { condition: { test: oneOf(quoted((nth) => nth > 1)), value: 0.35 }, value: 1 },
	};
}

/** Quick runs have too few rounds for an interval, and Vega warns of a scale without data. */
function intervalLayer(rows: readonly CurveRow[], { x, y }: CurvePlace, isDrawn: string): Layers {
	if (!rows.some((row) => row.low !== undefined)) return [];
	return [
		{
			transform: [{ filter: `${isDrawn} && isValid(datum.low) && isValid(datum.high)` }],
			mark: { type: 'rule', strokeWidth: 8, opacity: 0.35 },
			encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' }, color: colour },
		},
	];
}

function failedGateLayer(rows: readonly CurveRow[], place: CurvePlace, isDrawn: string): Layers {
	if (!rows.some((row) => row.failedGate && row.value !== undefined)) return [];
	return [
		{
			transform: [{ filter: `${isDrawn} && datum.failedGate` }],
			// Beside the point, whose shape names its line.
			mark: { type: 'text', text: '×', fontSize: 15, color: ink.accent, dy: -13 },
			encoding: place,
		},
	];
}

/** A level to compare with, and the region that does not last: behind everything. */
export function regionLayers({ reference, beyond }: CurveAxes, frame: CurveFrame): Layers {
	return [
		...(beyond ? beyondLayers(frame.x.pixel(beyond.at), frame, beyond.words) : []),
		...(reference
			? [
					{
						data: { values: [{}] },
						mark: { type: 'rule', strokeWidth: 1, color: ink.soft } as const,
						encoding: {
							x: { value: 0 },
							x2: { value: frame.width },
							y: { value: frame.y.pixel(reference.value) },
						},
					},
					referenceWords(reference, frame),
				]
			: []),
	];
}

function referenceWords(
	{ value, words: text, place = 'above left' }: NonNullable<CurveAxes['reference']>,
	frame: CurveFrame,
): Layers[number] {
	const level = frame.y.pixel(value);
	return place === 'above left'
		? words(text, 0, level - 10, 'left')
		: words(text, frame.width, level + 12, 'right');
}

function beyondLayers(from: number, { width, height }: CurveFrame, lines: string[]): Layers {
	return [
		{
			data: { values: [{}] },
			mark: { type: 'rect', color: ink.surface, opacity: 1 },
			encoding: {
				x: { value: from },
				x2: { value: width },
				y: { value: -10 },
				y2: { value: height },
			},
		},
		...lines.map((line, index) =>
			words(line, width, -20 - (lines.length - 1 - index) * LINE_HEIGHT),
		),
	];
}

/** Between lines of words above the plot. */
export const LINE_HEIGHT = 18;

function words(
	text: string,
	x: number,
	y: number,
	align: 'left' | 'right' = 'right',
): Layers[number] {
	return {
		data: { values: [{}] },
		mark: { type: 'text', text, align, fontSize: MIN_FONT_SIZE, color: ink.soft },
		encoding: { x: { value: x }, y: { value: y } },
	};
}

/** A place in pixels of the plot, of data that the layer brings with it. */
const pixel = (field: string) =>
	({ field, type: 'quantitative', scale: null, axis: null }) as const;

/** Names of the lines, each with its mark: on a piece of its line in the legend, else led to the line's end. */
export function labelLayers(
	labels: readonly CurveLabel[],
	lines: readonly CurveLine[],
	layout: Layout,
): Layers {
	if (labels.length === 0) return [];
	const data = { values: labels.map((label) => ({ ...label })) };
	const text = { type: 'text', align: 'left', fontSize: layout.fontSize } as const;
	const y = pixel('py');
	const own = { strokeDash: dash, color: colour };
	return [
		layout.width === 'narrow'
			? {
					data,
					mark: { type: 'rule', strokeWidth: 2 },
					encoding: { x: pixel('px'), x2: { field: 'markEnd' }, y, ...own },
				}
			: {
					data: { values: labels.filter(({ fromX }) => fromX !== undefined) },
					mark: { type: 'rule', strokeWidth: 1, opacity: 0.6 },
					encoding: {
						x: pixel('fromX'),
						x2: { field: 'px' },
						y: pixel('fromY'),
						y2: { field: 'py' },
						color: colour,
					},
				},
		{
			data,
			mark: point,
			encoding: { x: pixel('markX'), y, shape, stroke: colour, ...fill(lines) },
		},
		{
			data,
			mark: { ...text, fontWeight: 600, color: ink.strong },
			encoding: { x: pixel('nameX'), y, text: { field: 'name' } },
		},
		{
			data,
			mark: { ...text, color: ink.soft },
			encoding: { x: pixel('detailX'), y, text: { field: 'detail' } },
		},
	];
}
