import type { MeasuredCell, MetricName } from '../schemas/cell.ts';
import { subjectOf } from '../selection/find-cell.ts';
import type { NoiseFloor } from '../statistics/noise-floor.ts';
import {
	LEAST_PAIRED_ROUNDS,
	ratioOfPaired,
	type RatioEstimate,
} from '../statistics/paired-ratio.ts';
import { pairedRounds } from './paired-rounds.ts';
import { whyPercentileUnpublished } from './unpublished-percentile.ts';
import { whyNotComparable } from './why-not-comparable.ts';

export type ComparisonVerdict = 'lower' | 'higher' | 'tie';

/** What the data say of `a` beside `b`, or one sentence that says why they say nothing. */
export type Comparison =
	| { comparable: true; ratio: RatioEstimate; verdict: ComparisonVerdict }
	| { comparable: false; reason: string };

export type ComparisonOptions = {
	/** The run's A/A floor; without one the interval alone decides. */
	floor?: NoiseFloor | undefined;
	/** Of the interval; 0.95 unless several comparisons are made together. */
	confidence?: number | undefined;
	/** Two loads are compared on purpose, e.g. of one server before and after; else they must be the same. */
	acrossLoads?: boolean;
};

/**
 * Compares a metric of two cells round by round.
 *
 * It is a tie when the interval of a / b includes 1, and also when it lies wholly inside the A/A floor: a
 * difference that the run showed between two copies of one server is not one between two servers.
 */
export function compareCells(
	a: MeasuredCell,
	b: MeasuredCell,
	metric: MetricName,
	{ floor, confidence, acrossLoads }: ComparisonOptions = {},
): Comparison {
	const problem = whyNotComparable(a, b, acrossLoads);
	if (problem) return { comparable: false, reason: problem };
	const pairs = pairedRounds(a, b, metric);
	const isMeasured = pairs.length > 0 || [a, b].some((one) => one.percentiles.length > 0);
	const unpublished = isMeasured
		? (whyPercentileUnpublished(a, metric) ?? whyPercentileUnpublished(b, metric))
		: undefined;
	if (unpublished) return { comparable: false, reason: unpublished };
	const names = `${subjectOf(a)} and ${subjectOf(b)}`;
	if (pairs.length < LEAST_PAIRED_ROUNDS) {
		const reason = `${names} share ${pairs.length} ${pairs.length === 1 ? 'round' : 'rounds'} with ${metric}; a comparison needs ${LEAST_PAIRED_ROUNDS}.`;
		return { comparable: false, reason };
	}
	if (pairs.flat().includes(0)) {
		return { comparable: false, reason: `${names} have no ratio of ${metric}: a value is 0.` };
	}
	const first = pairs.map(([value]) => value);
	const second = pairs.map(([, value]) => value);
	const ratio = ratioOfPaired(first, second, confidence);
	return { comparable: true, ratio, verdict: verdictOf(ratio, floor) };
}

/** What an interval of a ratio says beside an A/A floor. */
export function verdictOf(
	{ low, high }: Pick<RatioEstimate, 'low' | 'high'>,
	floor: NoiseFloor | undefined,
): ComparisonVerdict {
	if (low <= 1 && high >= 1) return 'tie';
	if (floor && low >= 1 / floor.ratio && high <= floor.ratio) return 'tie';
	return high < 1 ? 'lower' : 'higher';
}
