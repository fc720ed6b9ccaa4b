import type { TopLevelSpec } from 'vega-lite';
import { logTicks } from '../log-ticks.ts';
import { plotWidth, type Layout } from '../layout.ts';
import type { Layers } from '../row-layers.ts';
import { POINTS } from '../row-marks.ts';
import { textWidth } from '../text-width.ts';
import { ink, MIN_FONT_SIZE } from '../theme.ts';
import { linePosition, plainWords } from './plain-words.ts';
import type { ReportedRow, Statistic } from './reported-rows.ts';

/**
 * What each tool reported as p50 (hollow), p99 (filled) and maximum (tick), beside a line at the true value of one.
 * Logarithmic, because what is left out makes a p99 wrong by factors. A reported 0 stands at the left end.
 */
export function reportedSpec(
	base: Layout,
	rows: readonly ReportedRow[],
	truth: { statistic: Statistic; ms: number },
): TopLevelSpec {
	const ids = rows.map(({ id }) => id);
	const layout = { ...withRoomForWords(base, rows), top: 26 };
	return {
		$schema: 'https://vega.github.io/schema/vega-lite/v6.json',
		data: { name: 'rows' },
		width: plotWidth(layout),
		height: layout.step * ids.length,
		autosize: { type: 'none' },
		padding: { left: layout.left, right: layout.right, top: layout.top, bottom: layout.bottom },
		layer: [...reportedLayers(layout, ids, rows, truth), ...plainWords(layout, ids)],
	};
}

function reportedLayers(
	layout: Layout,
	ids: readonly string[],
	rows: readonly ReportedRow[],
	truth: { statistic: Statistic; ms: number },
): Layers {
	const y = linePosition(ids);
	const yOffset = layout.markDy;
	const { domain, ticks } = axisOf(rows, truth.ms);
	const transform: NonNullable<Layers[number]['transform']> = [
		{ filter: "datum.kind === 'line' && isValid(datum.p99)" },
		...['p50', 'p99', 'max'].map((name) => ({
			calculate: `max(datum.${name}, ${domain[0]})`,
			as: name,
		})),
	];
	const x = (field: string) =>
		({
			field,
			type: 'quantitative',
			scale: { type: 'log', nice: false, domain },
			axis: {
				title: 'milliseconds, as reported',
				titleAnchor: 'start',
				values: ticks,
				format: '~f',
				labelFlush: layout.width === 'narrow',
			},
		}) as const;
	const point = { type: 'point', shape: 'circle', size: 64, strokeWidth: 1.75, yOffset } as const;
	const paint = { opacity: 1, stroke: ink.strong } as const;
	return [
		...truthLayers(truth, domain),
		{
			transform,
			mark: { type: 'rule', strokeWidth: 1.5, color: ink.axis, yOffset },
			encoding: { y, x: x('p50'), x2: { field: 'max' } },
		},
		{
			transform,
			mark: { type: 'tick', thickness: 2.5, size: 12, color: ink.soft, opacity: 1, yOffset },
			encoding: { y, x: x('max') },
		},
		{
			transform,
			mark: { ...point, ...paint, fill: 'var(--paper)' },
			encoding: { y, x: x('p50') },
		},
		{
			name: POINTS,
			transform,
			mark: { ...point, ...paint, fill: ink.strong },
			encoding: { y, x: x('p99') },
		},
	];
}

function truthLayers(truth: { statistic: Statistic; ms: number }, domain: number[]): Layers {
	const x = {
		datum: truth.ms,
		type: 'quantitative',
		scale: { type: 'log', nice: false, domain },
	} as const;
	return [
		{ mark: { type: 'rule', strokeWidth: 1.5, color: ink.accent }, encoding: { x } },
		{
			mark: {
				type: 'text',
				text: `true ${truth.statistic}`,
				align: 'right',
				baseline: 'bottom',
				dx: 4,
				fontSize: MIN_FONT_SIZE,
				color: ink.accent,
			},
			encoding: { x, y: { value: -6 } },
		},
	];
}

function axisOf(rows: readonly ReportedRow[], trueMs: number) {
	const values = rows.flatMap((row) =>
		row.kind === 'line' ? [row.p50, row.p99, row.max].filter((value) => value !== undefined) : [],
	);
	const positive = [...values.filter((value) => value > 0), trueMs];
	const enclosing = logTicks(Math.min(...positive), Math.max(...positive));
	const ticks = enclosing.filter((tick) => Number.isInteger(Math.log10(tick)));
	return { domain: [enclosing[0] ?? 1, enclosing.at(-1) ?? 1000], ticks };
}

function withRoomForWords(layout: Layout, rows: readonly ReportedRow[]): Layout {
	const width = (text: string) => Math.ceil(textWidth(text, layout.fontSize));
	// A heading may reach into the plot: there is nothing beside it.
	const lines = rows.map((row) => (row.kind === 'line' ? `${row.name} ${row.detail}` : ''));
	// Also in the narrow picture: the line of the truth would run through the figures.
	const right = Math.max(...rows.map(({ text }) => width(text))) + 14;
	if (layout.width === 'narrow') return { ...layout, right };
	return { ...layout, left: Math.max(...lines.map(width)) + 14, right };
}
