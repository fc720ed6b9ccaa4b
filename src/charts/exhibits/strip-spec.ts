import type { TopLevelSpec } from 'vega-lite';
import { plotWidth, type Layout } from '../layout.ts';
import type { Layers } from '../row-layers.ts';
import { POINTS } from '../row-marks.ts';
import { textWidth } from '../text-width.ts';
import { ink } from '../theme.ts';
import { linePosition, plainWords } from './plain-words.ts';
import { DOT, placeDots, type StripHeading, type StripLine, type StripRow } from './strip-rows.ts';

/** Distances from 1 at which the axis may end and have a grid line, on either side. */
const STEPS = [1.1, 1.25, 1.5, 2, 3, 5, 10];

/**
 * Each round of identical servers as a dot on a logarithmic axis about 1, over the floor (a wide pale
 * band) and the interval of their mean (a dark line). Logarithmic, because half and double are equally
 * far from equal.
 */
export function stripSpec(base: Layout, rows: readonly StripRow[]): TopLevelSpec {
	const lines = rows.filter((row) => row.kind !== 'dot');
	const ids = lines.map(({ id }) => id);
	const layout = withRoomForWords(base, rows);
	const end = axisEnd(rows);
	const ticks = STEPS.filter((step) => step <= end);
	return {
		$schema: 'https://vega.github.io/schema/vega-lite/v6.json',
		data: { name: 'rows' },
		width: plotWidth(layout),
		height: layout.step * ids.length,
		autosize: { type: 'none' },
		padding: { left: layout.left, right: layout.right, top: layout.top, bottom: layout.bottom },
		layer: [
			...stripLayers(layout, ids, rows, {
				domain: [1 / end, end],
				ticks: [...ticks.map((step) => 1 / step).reverse(), 1, ...ticks],
			}),
			...plainWords(layout, ids),
		],
	};
}

function stripLayers(
	layout: Layout,
	ids: readonly string[],
	rows: readonly StripRow[],
	{ domain, ticks }: { domain: number[]; ticks: number[] },
): Layers {
	const y = linePosition(ids);
	const yOffset = layout.markDy;
	const line = [{ filter: "datum.kind === 'line'" }];
	const x = (field: string) =>
		({
			field,
			type: 'quantitative',
			scale: { type: 'log', nice: false, domain },
			axis: {
				title: 'first over second of the same server',
				titleAnchor: 'start',
				values: ticks,
				labelExpr: "datum.value === 1 ? 'equal' : format(datum.value, '.2~f')",
				labelOverlap: 'greedy',
				labelSeparation: 6,
				// The narrow picture has no margin for half a label.
				labelFlush: layout.width === 'narrow',
			},
		}) as const;
	const dots = placeDots(rows, layout, domain[1] ?? 1);
	const rule = { type: 'rule', yOffset } as const;
	return [
		{
			transform: line,
			mark: { type: 'bar', height: 24, color: ink.surface, opacity: 1, yOffset },
			encoding: { y, x: x('floorLow'), x2: { field: 'floorHigh' } },
		},
		// One layer a height, because the offset of a mark is a property of its layer.
		...Map.groupBy(dots, ({ dy }) => dy)
			.entries()
			.map(([dy, own]): Layers[number] => ({
				data: { values: own },
				mark: {
					type: 'point',
					shape: 'circle',
					size: DOT ** 2,
					filled: true,
					color: ink.soft,
					opacity: 0.65,
					yOffset: yOffset + dy,
				},
				encoding: { y, x: x('ratio') },
			}))
			.toArray(),
		{
			transform: line,
			mark: { ...rule, strokeWidth: 2, color: ink.strong },
			encoding: { y, x: x('low'), x2: { field: 'high' } },
		},
		{
			name: POINTS,
			transform: line,
			mark: { type: 'tick', thickness: 2.5, size: 16, color: ink.strong, opacity: 1, yOffset },
			encoding: { y, x: x('mean') },
		},
	];
}

/** The first step beyond every dot. */
function axisEnd(rows: readonly StripRow[]): number {
	const far = rows.flatMap((row) => {
		if (row.kind === 'heading') return [];
		const values = row.kind === 'dot' ? [row.ratio] : [row.low, row.high, row.floorHigh];
		return values.map((value) => Math.max(value, 1 / value));
	});
	const farthest = Math.max(...far) * 1.02;
	return STEPS.find((step) => step >= farthest) ?? farthest;
}

function withRoomForWords(layout: Layout, rows: readonly StripRow[]): Layout {
	if (layout.width === 'narrow') return layout;
	const widths = rows.flatMap((row) =>
		row.kind === 'dot' ? [] : [Math.ceil(textWidth(leftWords(row), layout.fontSize))],
	);
	const figures = rows.flatMap((row) =>
		row.kind === 'dot' ? [] : [Math.ceil(textWidth(row.text, layout.fontSize))],
	);
	return { ...layout, left: Math.max(...widths) + 14, right: Math.max(...figures) + 14 };
}

function leftWords(row: StripLine | StripHeading): string {
	return row.kind === 'line' ? `${row.name} ${row.detail}` : row.name;
}
