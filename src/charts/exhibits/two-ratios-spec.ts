import type { TopLevelSpec } from 'vega-lite';
import type { ChartRow } from '../chart.ts';
import type { Layout } from '../layout.ts';
import { POINTS } from '../row-marks.ts';
import { colour, dash, rowChart, rowPosition } from '../row-layers.ts';
import { ink } from '../theme.ts';

/** A subject beside another one: how many times its figure in one task, and in another; neither in the heading. */
export type TwoRatiosRow = ChartRow & { other?: number };

/** From the ratio in one task, filled, to the ratio in the other, hollow; a line at 1, where two are alike. */
export function twoRatiosSpec(
	base: Layout,
	rows: readonly TwoRatiosRow[],
	axisTitle: string,
): TopLevelSpec {
	const layout = { ...base, right: base.width === 'wide' ? 116 : base.right };
	const y = rowPosition(rows);
	const transform = [{ filter: 'isValid(datum.other)' }];
	const yOffset = layout.markDy;
	const ratios = rows.flatMap(({ value, other }) => [value, other]);
	const most = Math.max(...ratios.filter((ratio) => ratio !== undefined));
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
			transform,
			mark: { type: 'rule', strokeWidth: 2, yOffset },
			encoding: { y, x, x2: { field: 'other' }, color: colour, strokeDash: dash },
		},
		{
			name: POINTS,
			transform,
			mark: { ...point, shape: 'circle', filled: true },
			encoding: { y, x, color: colour },
		},
		{
			transform,
			mark: { ...point, shape: 'circle', filled: false, fill: 'var(--paper)' },
			encoding: { y, x: { ...x, field: 'other' }, color: colour },
		},
	]);
}
