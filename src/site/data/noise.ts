import type { Chart, ChartContext } from '../../charts/chart.ts';
import { compareCells } from '../../core/comparability/compare-cells.ts';
import { runNoiseFloor } from '../../core/comparability/run-noise-floor.ts';
import { formatNumber } from '../../core/format.ts';
import { findMeasured, subjectOf } from '../../core/selection/find-cell.ts';

type Drawn = Pick<ChartContext, 'cells' | 'runCells'>;
type Metric = Pick<Chart, 'metric' | 'hasNoise'>;

/** `noise: twins differ by up to 1.2 %`: how far apart one server and its A/A twin came in this run. */
export function noiseWords({ metric, hasNoise = true }: Metric, drawn: Drawn): string | undefined {
	if (!hasNoise) return undefined;
	const ratios = placesOf(drawn).flatMap(
		(place) => runNoiseFloor(drawn.runCells, { ...place, metric })?.ratio ?? [],
	);
	return ratios.length === 0 ? undefined : `noise: twins differ by up to ${percent(ratios)}`;
}

/**
 * The difference that this run would have seen in four cases of five, from the scatter between a
 * server and its twin; undefined without twins.
 */
export function detectableWords(
	{ metric, hasNoise = true }: Metric,
	drawn: Drawn,
): string | undefined {
	if (!hasNoise) return undefined;
	const ratios = placesOf(drawn).flatMap((place) => {
		const twin = drawn.runCells.find(
			(cell) => cell.duplicate && cell.track === place.track && cell.load === place.load,
		);
		if (twin?.status !== 'measured') return [];
		const original = findMeasured(drawn.runCells, { ...place, subject: subjectOf(twin) });
		const compared = original && compareCells(original, twin, metric);
		return compared?.comparable ? [compared.ratio.detectableRatio] : [];
	});
	return ratios.length === 0 ? undefined : percent(ratios);
}

function placesOf({ cells }: Drawn) {
	const places = cells.map(({ track, load }) => ({ track, load }));
	return [...new Map(places.map((place) => [`${place.track} ${place.load}`, place])).values()];
}

const percent = (ratios: readonly number[]): string =>
	`${formatNumber((Math.max(...ratios) - 1) * 100, 2)} %`;
