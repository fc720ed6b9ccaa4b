import type { Chart, ChartContext } from '../../charts/chart.ts';
import { runNoiseFloor } from '../../core/comparability/run-noise-floor.ts';
import { formatNumber } from '../../core/format.ts';

/** `twins differ by up to 1.2 %`: how far apart one server and its A/A twin came in this run. */
export function noiseWords(
	{ metric }: Pick<Chart, 'metric'>,
	{ cells, runCells }: Pick<ChartContext, 'cells' | 'runCells'>,
): string | undefined {
	const places = new Map(cells.map(({ track, load }) => [`${track} ${load}`, { track, load }]));
	const ratios = [...places.values()].flatMap(
		(place) => runNoiseFloor(runCells, { ...place, metric })?.ratio ?? [],
	);
	if (ratios.length === 0) return undefined;
	return `noise: twins differ by up to ${formatNumber((Math.max(...ratios) - 1) * 100, 2)} %`;
}
