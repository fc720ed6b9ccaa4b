import { compareCells } from '../../core/comparability/compare-cells.ts';
import { describeRatio } from '../../core/comparability/describe-ratio.ts';
import { runNoiseFloor } from '../../core/comparability/run-noise-floor.ts';
import type { CoreTrack } from '../../core/schemas/experiment.ts';
import type { MetricName } from '../../core/schemas/cell.ts';
import { findMeasured } from '../../core/selection/find-cell.ts';
import { namesOfFailedGates } from './figures.ts';
import { absentOfTwo, type FoundOfTwo } from './found-of-two.ts';
import { chosenRun } from './index.ts';

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

/**
 * The ratio of two subjects in the run that pages show, with its interval.
 *
 * @throws InvalidInput when the experiment declares no such subject or load
 */
export function ratio(query: RatioQuery): FoundOfTwo {
	const place = { track: query.track, load: query.load, metric: query.metric };
	const { experiment, pinned } = query;
	const missing = absentOfTwo(
		[query.a, query.b].map((subject) => ({ ...place, experiment, subject, pinned })),
	);
	if (missing) return missing;
	const chosen = chosenRun(experiment, pinned);
	const a = findMeasured(chosen?.cells ?? [], { ...place, subject: query.a });
	const b = findMeasured(chosen?.cells ?? [], { ...place, subject: query.b });
	if (chosen === undefined || a === undefined || b === undefined) {
		return { status: 'not measured yet', reason: 'The run has not measured both.' };
	}
	const floor = runNoiseFloor(chosen.cells, place);
	const compared = compareCells(a, b, query.metric, { floor });
	if (!compared.comparable) return { status: 'not measured yet', reason: compared.reason };
	const { rounds, ratio: value } = compared.ratio;
	const words = describeRatio(compared.ratio, compared.verdict);
	const failedGates = namesOfFailedGates({ gates: [...a.gates, ...b.gates] });
	return { status: 'measured', words, value, rounds, chosen, failedGates };
}
