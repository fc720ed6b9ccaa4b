import { compareCells } from '../../core/comparability/compare-cells.ts';
import { describeRatio } from '../../core/comparability/describe-ratio.ts';
import { runNoiseFloor } from '../../core/comparability/run-noise-floor.ts';
import type { CoreTrack } from '../../core/schemas/experiment.ts';
import type { MetricName } from '../../core/schemas/cell.ts';
import { findMeasured } from '../../core/selection/find-cell.ts';
import type { Absence } from './absent.ts';
import { figure, namesOfFailedGates } from './figures.ts';
import { chosenRun, type ChosenRun } from './index.ts';

export type RatioQuery = {
	experiment: string;
	/** How many times the figure of `b` is the figure of `a`? */
	a: string;
	b: string;
	track: CoreTrack;
	load: string;
	metric: MetricName;
	pinned?: string | undefined;
};

export type RatioFound =
	| {
			status: 'measured';
			words: string;
			ratio: number;
			rounds: number;
			chosen: ChosenRun;
			/** Which gates a cell of either did not pass; empty where both passed all. */
			failedGates: string;
	  }
	| { status: Exclude<Absence, 'not stated'>; reason: string };

/**
 * The ratio of two subjects in the run that pages show, with its interval.
 *
 * @throws InvalidInput when the experiment declares no such subject or load
 */
export function ratio(query: RatioQuery): RatioFound {
	const place = { track: query.track, load: query.load, metric: query.metric };
	for (const subject of [query.a, query.b]) {
		const found = figure({ ...place, experiment: query.experiment, subject, pinned: query.pinned });
		// A ratio may be stated where neither figure may, so 'not stated' is no obstacle.
		if (found.status !== 'measured' && found.status !== 'not stated') {
			return { status: found.status, reason: found.reason };
		}
	}
	const chosen = chosenRun(query.experiment, query.pinned);
	const a = findMeasured(chosen?.cells ?? [], { ...place, subject: query.a });
	const b = findMeasured(chosen?.cells ?? [], { ...place, subject: query.b });
	if (chosen === undefined || a === undefined || b === undefined) {
		return { status: 'not measured yet', reason: 'The run has not measured both.' };
	}
	const floor = runNoiseFloor(chosen.cells, place);
	const compared = compareCells(a, b, query.metric, { floor });
	if (!compared.comparable) return { status: 'not measured yet', reason: compared.reason };
	const { rounds, ratio: times } = compared.ratio;
	const words = describeRatio(compared.ratio, compared.verdict);
	const failedGates = namesOfFailedGates({ gates: [...a.gates, ...b.gates] });
	return { status: 'measured', words, ratio: times, rounds, chosen, failedGates };
}
