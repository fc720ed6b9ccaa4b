import type { TopLevelSpec } from 'vega-lite';
import type { ChartRow } from './chart.ts';
import { curveFrame, type CurveAxes } from './curve-frame.ts';
import { endLabels, labelRoom, legendLabels, linesOf, LABEL_STEP } from './curve-labels.ts';
import { curveLayers, labelLayers, LINE_HEIGHT, regionLayers } from './curve-layers.ts';
import { curvePlace, TITLE_HEIGHT } from './curve-place.ts';
import type { CurveRow } from './curve-rows.ts';
import type { Layout } from './layout.ts';

/**
 * One line a subject over a numeric axis, a mark and an interval at each point that was measured. The wide picture names
 * each line at its end; the narrow one has no room there and names them above the plot.
 */
export function curveSpec(
	layout: Layout,
	rows: readonly ChartRow[],
	axes: CurveAxes,
): TopLevelSpec {
	const points: readonly CurveRow[] = rows;
	const lines = linesOf(points);
	const frame = curveFrame(layout, points, axes, labelRoom(lines, layout));
	const above = TITLE_HEIGHT + (axes.beyond?.words.length ?? 0) * LINE_HEIGHT;
	const wide = layout.width === 'wide';
	const labels = wide
		? endLabels(lines, points, frame, layout)
		: legendLabels(lines, frame, layout, -above - LABEL_STEP / 2);
	const top = Math.max(above, ...labels.map(({ py }) => LABEL_STEP / 2 - py));
	return {
		$schema: 'https://vega.github.io/schema/vega-lite/v6.json',
		data: { name: 'rows' },
		width: frame.width,
		height: frame.height,
		autosize: { type: 'none' },
		padding: {
			left: frame.left,
			right: layout.total - frame.left - frame.width,
			top,
			bottom: layout.bottom,
		},
		layer: [
			...regionLayers(axes, frame),
			...curveLayers(points, lines, frame, curvePlace(axes, frame, above)),
			...labelLayers(labels, lines, layout),
		],
	};
}
