import type { TopLevelSpec } from 'vega-lite';
import type { ChartRow } from './chart.ts';
import type { Layout } from './layout.ts';
import { type Layers, rowChart, rowPosition } from './row-layers.ts';
import { POINTS } from './row-marks.ts';
import { textWidth } from './text-width.ts';
import { ink } from './theme.ts';

/** A stretch of a bar: the programs that it stands for, which may be several. */
export type Stretch = {
	name: string;
	look: keyof typeof looks;
	includes: (program: string) => boolean;
};

/**
 * On light and dark paper those that meet have 3 : 1 between them (WCAG 2.2, 1.4.11), and an outline and a gap beside it. Four
 * shades that are all so far apart do not exist, so `solid` and `thin` are of one, and told by their height.
 */
export const looks = {
	solid: { fillOpacity: 1, height: 14 },
	grey: { fillOpacity: 0.5, height: 14 },
	thin: { fillOpacity: 1, height: 5 },
	hollow: { fillOpacity: 0, height: 14 },
} as const;
const drawn = { type: 'bar', color: ink.strong, stroke: ink.strong, strokeWidth: 1 } as const;

/** A line of the chart with where each program's stretch begins and ends. */
export type ProgramRow = ChartRow & { [place in `${string}${'From' | 'To'}`]?: number };

/** The line above all others, which says what their stretches stand for. */
export const keyRow: ProgramRow = {
	id: 'programs',
	name: '',
	detail: '',
	text: '',
	twin: false,
	failedGate: false,
};

export function programSpec(
	layout: Layout,
	all: readonly ChartRow[],
	of: readonly Stretch[],
): TopLevelSpec {
	const unit = all.find((row) => row.unit !== undefined)?.unit ?? '';
	const y = rowPosition(all);
	const axis = {
		title: `${unit} of CPU per request`.trim(),
		titleAnchor: 'start',
		tickCount: 4,
	} as const;
	const x = { type: 'quantitative', scale: { zero: true, nice: true }, axis } as const;
	const shown = of.filter(({ name }) => all.some((row) => `${name}To` in row));
	const stretches: Layers = shown.map(({ name, look }) => ({
		transform: [{ filter: `isValid(datum.${name}To)` }],
		mark: { ...drawn, ...looks[look], yOffset: layout.markDy, xOffset: 1, x2Offset: -1 },
		encoding: { y, x: { ...x, field: `${name}From` }, x2: { field: `${name}To` } },
	}));
	const ends: Layers[number] = {
		name: POINTS,
		mark: {
			type: 'tick',
			thickness: 2,
			size: 20,
			yOffset: layout.markDy,
			opacity: 1,
			color: ink.strong,
		},
		encoding: { y, x: { ...x, field: 'value' } },
	};
	return rowChart(layout, all, [...stretches, ends, ...keyLayers(layout, all, shown)]);
}

const SWATCH = 18;
const GAP = 5;

function keyLayers(layout: Layout, all: readonly ChartRow[], of: readonly Stretch[]): Layers {
	const transform = [{ filter: `datum.id === '${keyRow.id}'` }];
	const y = rowPosition(all);
	let left = layout.width === 'wide' ? -layout.left + 1 : 0;
	return of.flatMap(({ name, look }): Layers => {
		const from = left;
		const words = from + SWATCH + GAP;
		left = words + textWidth(name, layout.fontSize) + 3 * GAP;
		return [
			{
				transform,
				mark: { ...drawn, ...looks[look], yOffset: 5 },
				encoding: { y, x: { value: from }, x2: { value: from + SWATCH } },
			},
			{
				transform,
				mark: { type: 'text', align: 'left', dy: 5, fontSize: layout.fontSize, color: ink.strong },
				encoding: { y, x: { value: words }, text: { value: name } },
			},
		];
	});
}
