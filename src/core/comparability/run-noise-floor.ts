import type { Cell, MetricName } from '../schemas/cell.ts';
import type { CoreTrack } from '../schemas/experiment.ts';
import { findMeasured, subjectOf } from '../selection/find-cell.ts';
import { noiseFloor, type NoiseFloor } from '../statistics/noise-floor.ts';
import { pairedRounds } from './paired-rounds.ts';

/**
 * The A/A floor of a run for one metric under one load on one core track, from its duplicated subjects.
 * Noise under another load is another noise, so loads are not pooled.
 *
 * @returns absent where no duplicate was measured, or where a value is 0 and has no ratio
 */
export function runNoiseFloor(
	cells: readonly Cell[],
	place: { track: CoreTrack; load: string; metric: MetricName },
): NoiseFloor | undefined {
	const pairs = cells.flatMap((twin) => {
		const here = twin.duplicate && twin.track === place.track && twin.load === place.load;
		if (!here || twin.status !== 'measured') return [];
		const original = findMeasured(cells, { ...place, subject: subjectOf(twin) });
		return original ? pairedRounds(original, twin, place.metric) : [];
	});
	return noiseFloor(pairs.filter(([a, b]) => a > 0 && b > 0));
}
