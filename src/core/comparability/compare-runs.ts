import type { Estimate, MeasuredCell, MetricName } from '../schemas/cell.ts';
import type { CoreTrack, SubjectId } from '../schemas/experiment.ts';
import { findMeasured, subjectOf } from '../selection/find-cell.ts';
import type { NoiseFloor } from '../statistics/noise-floor.ts';
import type { RatioEstimate } from '../statistics/paired-ratio.ts';
import {
	LEAST_UNPAIRED_ROUNDS,
	ratioOfUnpaired,
	type UnpairedRatio,
} from '../statistics/unpaired-ratio.ts';
import { compareCells, verdictOf, type ComparisonVerdict } from './compare-cells.ts';
import { compareEnvironments, type EnvironmentRow } from './environment.ts';
import { pairedRounds, passedValues } from './paired-rounds.ts';
import { runNoiseFloor } from './run-noise-floor.ts';
import type { RunWithCells } from './twin-comparisons.ts';
import { whyPercentileUnpublished } from './unpublished-percentile.ts';
import {
	whyCellNotComparable,
	whyOnlyRatios,
	whyRunsNotComparable,
} from './why-not-comparable-runs.ts';

/** From run a to run b, or one sentence that says why they say nothing. */
export type RunsChange =
	| { comparable: true; ratio: UnpairedRatio; verdict: ComparisonVerdict }
	| { comparable: false; reason: string };

/** One cell that both runs have. */
export type CellOfTwoRuns = {
	id: string;
	subject: SubjectId;
	track: CoreTrack;
	load: string;
	a?: Estimate;
	b?: Estimate;
	/** b / a. It holds all that changed between the runs, the state of the machine too. */
	change: RunsChange;
	/** What two copies of one subject showed in this place, in the noisier of the runs; absent where neither had a twin. */
	floor?: NoiseFloor;
	/** Beside the subject that the runs measured twice; absent for that subject, and where a run has no such ratio. */
	relative?: { reference: SubjectId; a: RatioEstimate; b: RatioEstimate; change: RunsChange };
};

export type RunComparison =
	| {
			comparable: true;
			environment: EnvironmentRow[];
			/** Why no absolute figure is compared, only ratios within each run; absent where they are. */
			onlyRatios?: string;
			cells: CellOfTwoRuns[];
	  }
	| { comparable: false; reason: string };

/**
 * Sets one metric of two runs side by side.
 *
 * Rounds of two runs are not paired, so a change has Welch's interval over the rounds of each, and includes
 * what no interval knows: that the machine was another on that day. What a subject is beside the runs'
 * reference, in the same rounds of the same run, is steadier (`src/core/truth/run-truths.ts` shows by how much).
 */
export function compareRuns(a: RunWithCells, b: RunWithCells, metric: MetricName): RunComparison {
	const problem = whyRunsNotComparable(a.run, b.run);
	if (problem) return { comparable: false, reason: problem };
	const onlyRatios = whyOnlyRatios(a.run, b.run);
	const cells = a.cells.flatMap((cell) => {
		const other = b.cells.find(({ id }) => id === cell.id);
		const measured = cell.status === 'measured' && other?.status === 'measured';
		return measured && !cell.duplicate ? [compareCell(a, b, cell, other, metric, onlyRatios)] : [];
	});
	if (cells.length === 0) {
		const reason = `Runs ${a.run.id} and ${b.run.id} have no measured cell in common.`;
		return { comparable: false, reason };
	}
	const environment = compareEnvironments(a.run, b.run);
	return { comparable: true, environment, ...(onlyRatios && { onlyRatios }), cells };
}

function compareCell(
	a: RunWithCells,
	b: RunWithCells,
	first: MeasuredCell,
	second: MeasuredCell,
	metric: MetricName,
	onlyRatios: string | undefined,
): CellOfTwoRuns {
	const place = { experiment: first.experiment, track: first.track, load: first.load };
	const refused =
		whyCellNotComparable(first, second) ??
		whyPercentileUnpublished(first, metric) ??
		whyPercentileUnpublished(second, metric);
	const floor = widerFloor(a, b, { ...place, metric });
	const before = first.summary[metric];
	const after = second.summary[metric];
	const reason = refused ?? onlyRatios;
	const values = [second, first].map((cell) => [...passedValues(cell, metric).values()]);
	const change: RunsChange = reason
		? { comparable: false, reason }
		: changeOf(values[0] ?? [], values[1] ?? [], floor);
	const relative = refused ? undefined : compareRelative(a, b, first, second, metric, floor);
	return {
		id: first.id,
		subject: subjectOf(first),
		track: first.track,
		load: first.load,
		...(before && { a: before }),
		...(after && { b: after }),
		change,
		...(floor && { floor }),
		...(relative && { relative }),
	};
}

/** Both ratios and their ratio, for a subject beside the one that the first run measured twice in this place. */
function compareRelative(
	a: RunWithCells,
	b: RunWithCells,
	first: MeasuredCell,
	second: MeasuredCell,
	metric: MetricName,
	floor: NoiseFloor | undefined,
): CellOfTwoRuns['relative'] {
	const { track, load, experiment } = first;
	const here = (run: RunWithCells) => run.cells.filter((cell) => cell.experiment === experiment);
	const twin = here(a).find((cell) => cell.duplicate && cell.track === track && cell.load === load);
	if (!twin || subjectOf(twin) === subjectOf(first)) return undefined;
	const reference = subjectOf(twin);
	const [one, other] = [a, b].map((run) =>
		findMeasured(here(run), { subject: reference, track, load }),
	);
	if (!one || !other || whyCellNotComparable(one, other)) return undefined;
	const within = compareCells(first, one, metric);
	const later = compareCells(second, other, metric);
	if (!within.comparable || !later.comparable) return undefined;
	const ratios = (cell: MeasuredCell, beside: MeasuredCell) =>
		pairedRounds(cell, beside, metric).map(([value, base]) => value / base);
	const change = changeOf(ratios(second, other), ratios(first, one), floor);
	return { reference, a: within.ratio, b: later.ratio, change };
}

function changeOf(
	after: readonly number[],
	before: readonly number[],
	floor: NoiseFloor | undefined,
): RunsChange {
	const fewest = Math.min(after.length, before.length);
	if (fewest < LEAST_UNPAIRED_ROUNDS) {
		const reason = `Only ${fewest} rounds of one run passed every gate; a comparison needs ${LEAST_UNPAIRED_ROUNDS}.`;
		return { comparable: false, reason };
	}
	if (after.includes(0) || before.includes(0)) {
		return { comparable: false, reason: 'There is no ratio: a value is 0.' };
	}
	const ratio = ratioOfUnpaired(after, before);
	return { comparable: true, ratio, verdict: verdictOf(ratio, floor) };
}

/** The noisier run decides what is a difference. */
function widerFloor(
	a: RunWithCells,
	b: RunWithCells,
	{ experiment, ...place }: Parameters<typeof runNoiseFloor>[1] & { experiment: string },
): NoiseFloor | undefined {
	// Loads of two experiments may have one name.
	const floors = [a, b].flatMap(
		({ cells }) =>
			runNoiseFloor(
				cells.filter((cell) => cell.experiment === experiment),
				place,
			) ?? [],
	);
	return floors.toSorted((one, other) => other.ratio - one.ratio)[0];
}
