import type { TopLevelSpec } from 'vega-lite';
import type { ChartRow } from '../chart.ts';
import type { Layout } from '../layout.ts';
import { colour, dash, rowChart, rowPosition } from '../row-layers.ts';
import { ink } from '../theme.ts';

/** A subject beside another one: how many times its figure in a small task, and in a larger one. */
export type ShrinkRow = ChartRow & { value: number; larger: number };

/** From the ratio in the small task, filled, to the ratio in the larger one, hollow; a line at 1, where two are alike. */
export function shrinkSpec(
	base: Layout,
	rows: readonly ShrinkRow[],
	axisTitle: string,
): TopLevelSpec {
	const layout = { ...base, right: base.width === 'wide' ? 116 : base.right };
	const y = rowPosition(rows);
	const yOffset = layout.markDy;
	const most = Math.max(...rows.flatMap(({ value, larger }) => [value, larger]));
	const domain = [0, Math.ceil(most * 1.05)];
	const x = {
		field: 'value',
		type: 'quantitative',
		scale: { domain, nice: false },
		axis: { title: axisTitle, titleAnchor: 'start', format: '~f', tickCount: 5 },
	} as const;
	const point = { type: 'point', size: 90, strokeWidth: 2, opacity: 1, yOffset } as const;
	return rowChart(layout, rows, [
		{
			mark: { type: 'rule', color: ink.axis, strokeWidth: 1.5 },
			encoding: { x: { datum: 1, type: 'quantitative' } },
		},
		{
			mark: { type: 'rule', strokeWidth: 2, yOffset },
			encoding: { y, x, x2: { field: 'larger' }, color: colour, strokeDash: dash },
		},
		{
			mark: { ...point, shape: 'circle', filled: true },
			encoding: { y, x, color: colour },
		},
		{
			mark: { ...point, shape: 'circle', filled: false, fill: 'var(--paper)' },
			encoding: { y, x: { ...x, field: 'larger' }, color: colour },
		},
	]);
}
