import type { TopLevelSpec } from 'vega-lite';
import type { ChartRow } from './chart.ts';
import { plotWidth, type Layout } from './layout.ts';
import { ink, languageScale } from './theme.ts';

/** Layers of Vega-Lite, as its own types spell them. */
export type Layers = Extract<TopLevelSpec, { layer: unknown }>['layer'];

const byLanguage = { field: 'language', type: 'nominal', legend: null } as const;

export const colour = { ...byLanguage, scale: languageScale.colour };
export const dash = { ...byLanguage, scale: languageScale.dash };
export const shape = { ...byLanguage, scale: languageScale.shape };

/** Where a line of the chart stands: in the order given, which is the experiment's and ranks nobody. */
export function rowPosition(rows: readonly ChartRow[]) {
	const domain = rows.map((row) => row.id);
	return { field: 'id', type: 'nominal', axis: null, scale: { domain, padding: 0 } } as const;
}

/** Frame of a chart made of lines: size, margins and the words that every such chart has. */
export function rowChart(layout: Layout, rows: readonly ChartRow[], layers: Layers): TopLevelSpec {
	return {
		$schema: 'https://vega.github.io/schema/vega-lite/v6.json',
		data: { name: 'rows' },
		width: plotWidth(layout),
		height: layout.step * rows.length,
		autosize: { type: 'none' },
		padding: { left: layout.left, right: layout.right, top: layout.top, bottom: layout.bottom },
		layer: [...layers, ...wordLayers(layout, rows), ...failedGateLayer(layout, rows)],
	};
}

/** The mark of the language, the names and the figure of each line, directly beside what they name. */
function wordLayers(layout: Layout, rows: readonly ChartRow[]): Layers {
	const y = rowPosition(rows);
	const dy = layout.wordsDy;
	const start = layout.width === 'wide' ? -layout.left : 0;
	const end = plotWidth(layout) + (layout.width === 'wide' ? layout.right : layout.right - 2);
	const words = { type: 'text', dy, align: 'left', fontSize: layout.fontSize } as const;
	const name = { calculate: "datum.name + ' '", as: 'nameAndSpace' };
	const nameWidth = `(length(datum.nameAndSpace) * ${0.6 * layout.fontSize} + ${start + 14})`;
	return [
		{
			transform: [{ filter: 'isValid(datum.language)' }],
			mark: { type: 'point', size: 62, opacity: 1, strokeWidth: 1.5, yOffset: dy },
			encoding: {
				y,
				x: { value: start + 5 },
				shape,
				stroke: colour,
				fill: colour,
				fillOpacity: { condition: { test: 'datum.twin', value: 0 }, value: 1 },
			},
		},
		{
			transform: [{ filter: 'isValid(datum.language)' }],
			mark: { ...words, fontWeight: 600, color: ink.strong },
			encoding: { y, x: { value: start + 14 }, text: { field: 'name' } },
		},
		...headingLayers(layout, rows, start, end),
		{
			transform: [name],
			mark: { ...words, color: ink.soft, x: { expr: nameWidth } },
			encoding: { y, text: { field: 'detail' } },
		},
		{
			transform: [{ filter: 'isValid(datum.language)' }],
			mark: { ...words, align: 'right', color: ink.strong },
			encoding: { y, x: { value: end }, text: { field: 'text' } },
		},
	];
}

/** Words without a mark that head the lines below them, and stand closer to these than to those above. */
function headingLayers(
	layout: Layout,
	rows: readonly ChartRow[],
	start: number,
	end: number,
): Layers {
	if (rows.every((row) => row.language !== undefined)) return [];
	const transform = [{ filter: '!isValid(datum.language)' }];
	const y = rowPosition(rows);
	const mark = { type: 'text', dy: 5, fontSize: layout.fontSize, fontWeight: 600 } as const;
	return [
		{
			transform,
			mark: { ...mark, align: 'left', color: ink.strong },
			encoding: { y, x: { value: start }, text: { field: 'name' } },
		},
		{
			transform,
			mark: { ...mark, align: 'right', color: ink.soft, fontWeight: 400 },
			encoding: { y, x: { value: end }, text: { field: 'text' } },
		},
	];
}

/** A cross on the figure whose cell did not pass a gate: it may not be trusted. */
function failedGateLayer(layout: Layout, rows: readonly ChartRow[]): Layers {
	// Vega warns of a scale without data, so there is no layer where there is no cross.
	if (!rows.some((row) => row.failedGate && row.value !== undefined)) return [];
	return [
		{
			transform: [{ filter: 'datum.failedGate && isValid(datum.value)' }],
			mark: { type: 'text', text: '×', fontSize: 15, color: ink.accent, dy: layout.markDy },
			encoding: { y: rowPosition(rows), x: { field: 'value', type: 'quantitative' } },
		},
	];
}
