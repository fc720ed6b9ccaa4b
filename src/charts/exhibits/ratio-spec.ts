import type { TopLevelSpec } from 'vega-lite';
import { plotWidth, type Layout } from '../layout.ts';
import type { Layers } from '../row-layers.ts';
import { POINTS } from '../row-marks.ts';
import { textWidth } from '../text-width.ts';
import { ink, MIN_FONT_SIZE } from '../theme.ts';
import { linePosition, plainWords } from './plain-words.ts';

/** A ratio with its interval, and the most that its upper end was meant to be. */
export type RatioLine = {
	kind: 'line';
	id: string;
	name: string;
	detail: string;
	text: string;
	ratio: number;
	low: number;
	high: number;
	/** Absent where nothing is aimed at. */
	aim?: number;
};

/** Ratios on an axis from 0, with a line at 1, where two are alike, and a red tick at each aim. */
export function ratioSpec(base: Layout, rows: readonly RatioLine[]): TopLevelSpec {
	const ids = rows.map(({ id }) => id);
	const layout = { ...withRoomForWords(base, rows), top: 26 };
	return {
		$schema: 'https://vega.github.io/schema/vega-lite/v6.json',
		data: { name: 'rows' },
		width: plotWidth(layout),
		height: layout.step * ids.length,
		autosize: { type: 'none' },
		padding: { left: layout.left, right: layout.right, top: layout.top, bottom: layout.bottom },
		layer: [...ratioLayers(layout, ids, rows), ...plainWords(layout, ids)],
	};
}

function ratioLayers(layout: Layout, ids: readonly string[], rows: readonly RatioLine[]): Layers {
	const y = linePosition(ids);
	const yOffset = layout.markDy;
	const domain = axisOf(rows);
	const x = {
		field: 'low',
		type: 'quantitative',
		scale: { domain, nice: false },
		axis: {
			title: 'times the CPU time of the other',
			titleAnchor: 'start',
			format: '~f',
			tickCount: 4,
			labelFlush: layout.width === 'narrow',
		},
	} as const;
	const alike = { datum: 1, type: 'quantitative' } as const;
	return [
		{
			mark: { type: 'bar', height: 14, opacity: 0.3, color: ink.strong, yOffset },
			encoding: { y, x, x2: { field: 'high' } },
		},
		{ mark: { type: 'rule', color: ink.axis, strokeWidth: 1.5 }, encoding: { x: alike } },
		{
			mark: {
				type: 'text',
				text: 'alike',
				baseline: 'bottom',
				fontSize: MIN_FONT_SIZE,
				color: ink.soft,
			},
			encoding: { x: alike, y: { value: -6 } },
		},
		...aimLayer(rows, y, yOffset),
		{
			name: POINTS,
			mark: { type: 'tick', thickness: 3, size: 20, color: ink.strong, opacity: 1, yOffset },
			encoding: { y, x: { field: 'ratio', type: 'quantitative' } },
		},
	];
}

/** Vega warns of a scale without data, so there is no layer where nothing is aimed at. */
function aimLayer(
	rows: readonly RatioLine[],
	y: ReturnType<typeof linePosition>,
	yOffset: number,
): Layers {
	if (rows.every(({ aim }) => aim === undefined)) return [];
	return [
		{
			transform: [{ filter: 'isValid(datum.aim)' }],
			mark: { type: 'tick', thickness: 2, size: 26, color: ink.accent, opacity: 1, yOffset },
			encoding: { y, x: { field: 'aim', type: 'quantitative' } },
		},
	];
}

/** From 0, because the eye compares lengths, to beyond everything drawn. */
function axisOf(rows: readonly RatioLine[]): [number, number] {
	const most = Math.max(1.1, ...rows.flatMap(({ high, aim }) => [high, ...(aim ? [aim] : [])]));
	return [0, Math.ceil(most * 1.05 * 4) / 4];
}

function withRoomForWords(layout: Layout, rows: readonly RatioLine[]): Layout {
	if (layout.width === 'narrow') return layout;
	const width = (text: string) => Math.ceil(textWidth(text, layout.fontSize));
	return {
		...layout,
		left: Math.max(...rows.map(({ name, detail }) => width(`${name} ${detail}`))) + 14,
		right: Math.max(...rows.map(({ text }) => width(text))) + 14,
	};
}
