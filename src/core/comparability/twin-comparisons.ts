import type { Cell, MeasuredCell, MetricName } from '../schemas/cell.ts';
import type { CoreTrack, SubjectId } from '../schemas/experiment.ts';
import type { Run } from '../schemas/run.ts';
import { findMeasured, subjectOf } from '../selection/find-cell.ts';
import { logRatios, type RatioEstimate } from '../statistics/paired-ratio.ts';
import { shareInterval, type ShareEstimate } from '../statistics/share-interval.ts';
import { compareCells } from './compare-cells.ts';
import { pairedRounds } from './paired-rounds.ts';

/** A run with all of its cells, those of the A/A duplicates among them. */
export type RunWithCells = { run: Run; cells: readonly Cell[] };

/** A subject beside its own duplicate, under one load of one run. Whatever they differ by is no property of a server. */
export type TwinComparison = {
	run: Run;
	experiment: string;
	subject: SubjectId;
	track: CoreTrack;
	load: string;
	metric: MetricName;
	/** Natural logarithm of subject / duplicate, one a round in which both passed every gate. */
	logRatios: number[];
	/** Absent with fewer than two such rounds. */
	ratio?: RatioEstimate;
	/** The interval excludes 1: two identical subjects would have been called different. Absent without an interval. */
	calledDifferent?: boolean;
};

/**
 * Every A/A comparison of one metric in these runs, in their order.
 *
 * No floor is applied: the floor is made of these very ratios, and would excuse them all.
 */
export function twinComparisons(
	runs: readonly RunWithCells[],
	metric: MetricName,
): TwinComparison[] {
	return runs.flatMap(({ run, cells }) =>
		cells.flatMap((twin) => {
			if (!twin.duplicate || twin.status !== 'measured') return [];
			const place = { subject: subjectOf(twin), track: twin.track, load: twin.load };
			const of = cells.filter(({ experiment }) => experiment === twin.experiment);
			const original = findMeasured(of, place);
			if (!original) return [];
			const { experiment } = twin;
			return [{ run, experiment, ...place, metric, ...compareTwins(original, twin, metric) }];
		}),
	);
}

/**
 * How often identical subjects were called different; at 95 % one in twenty is expected.
 *
 * The interval takes the comparisons for independent. Loads of one run share processes and loads of one
 * machine its moods, so the true one is wider.
 */
export function shareCalledDifferent(
	comparisons: readonly TwinComparison[],
): ShareEstimate | undefined {
	const judged = comparisons.filter(({ calledDifferent }) => calledDifferent !== undefined);
	const different = judged.filter(({ calledDifferent }) => calledDifferent);
	return shareInterval(different.length, judged.length);
}

function compareTwins(
	original: MeasuredCell,
	twin: MeasuredCell,
	metric: MetricName,
): Pick<TwinComparison, 'logRatios' | 'ratio' | 'calledDifferent'> {
	const pairs = pairedRounds(original, twin, metric).filter(([a, b]) => a > 0 && b > 0);
	const logs = logRatios(
		pairs.map(([a]) => a),
		pairs.map(([, b]) => b),
	);
	const compared = compareCells(original, twin, metric);
	if (!compared.comparable) return { logRatios: logs };
	return {
		logRatios: logs,
		ratio: compared.ratio,
		calledDifferent: compared.verdict !== 'tie',
	};
}
