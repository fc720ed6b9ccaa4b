import type { TopLevelSpec } from 'vega-lite';
import type { ChartRow } from './chart.ts';
import type { LatencyRow } from './latency-rows.ts';
import type { Layout } from './layout.ts';
import { logTicks } from './log-ticks.ts';
import { POINTS } from './row-marks.ts';
import { colour, dash, rowChart, rowPosition, type Layers } from './row-layers.ts';

/** Logarithmic unless asked, because a tail is a multiple of the median; long ticks are medians, short ones tails. */
export function latencySpec(
	layout: Layout,
	rows: readonly ChartRow[],
	{
		title = 'milliseconds, from the intended start',
		scale = 'log',
	}: { title?: string | undefined; scale?: 'log' | 'linear' } = {},
): TopLevelSpec {
	const y = rowPosition(rows);
	const ticks = logTicks(...extent(rows));
	const domain = [ticks[0] ?? 1, ticks.at(-1) ?? 10];
	const isLog = scale === 'log';
	const logarithmic = { type: 'log', nice: false, domain } as const;
	const fromZero = [0, extent(rows)[1]];
	const linear = { type: 'linear', nice: true, domain: fromZero } as const;
	const x = {
		field: 'value',
		type: 'quantitative',
		scale: isLog ? logarithmic : linear,
		axis: {
			title,
			titleAnchor: 'start',
			...(isLog ? { values: ticks } : { tickCount: 5 }),
			labelOverlap: 'greedy',
			labelSeparation: 8,
			format: '~f',
		},
	} as const;
	const tick = { type: 'tick', thickness: 3, yOffset: layout.markDy, opacity: 1 } as const;
	const right = layout.width === 'wide' ? 110 : 14;
	const layers: Layers = [
		{
			transform: [{ filter: 'datum.value > 0 && datum.tail > 0' }],
			mark: { type: 'rule', strokeWidth: 2, yOffset: layout.markDy },
			encoding: { y, x, x2: { field: 'tail' }, color: colour, strokeDash: dash },
		},
		{
			transform: [{ filter: 'datum.low > 0 && datum.high > 0' }],
			mark: { type: 'bar', height: 14, opacity: 0.35, yOffset: layout.markDy },
			encoding: { y, x: { ...x, field: 'low' }, x2: { field: 'high' }, color: colour },
		},
		{
			transform: [{ filter: 'datum.tailLow > 0 && datum.tailHigh > 0' }],
			mark: { type: 'bar', height: 14, opacity: 0.35, yOffset: layout.markDy },
			encoding: { y, x: { ...x, field: 'tailLow' }, x2: { field: 'tailHigh' }, color: colour },
		},
		{
			name: POINTS,
			transform: [{ filter: 'datum.value > 0' }],
			mark: { ...tick, size: 20 },
			encoding: { y, x, color: colour },
		},
		{
			transform: [{ filter: 'datum.tail > 0' }],
			mark: { ...tick, size: 10 },
			encoding: { y, x: { ...x, field: 'tail' }, color: colour },
		},
	];
	return rowChart({ ...layout, left: Math.max(layout.left, 14), right }, rows, layers);
}

/** Of what has a place on a logarithm, which zero has not. */
function extent(rows: readonly LatencyRow[]): [number, number] {
	const values = rows.flatMap(({ value, low, tail, tailHigh }) =>
		[value, low, tail, tailHigh].filter((one) => one !== undefined).filter((one) => one > 0),
	);
	return [Math.min(...values), Math.max(...values)];
}
