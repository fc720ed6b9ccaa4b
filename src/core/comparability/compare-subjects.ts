import type { Cell, Estimate, MeasuredCell, MetricName } from '../schemas/cell.ts';
import type { CoreTrack, SubjectId } from '../schemas/experiment.ts';
import { subjectOf } from '../selection/find-cell.ts';
import type { NoiseFloor } from '../statistics/noise-floor.ts';
import { compareCells, type Comparison } from './compare-cells.ts';
import { detectableRatio } from './detectable-ratio.ts';
import { runNoiseFloor } from './run-noise-floor.ts';
import type { RunWithCells } from './twin-comparisons.ts';
import { whyRunNotUsable } from './why-not-comparable-runs.ts';

/** One load on one core track, under which a run measured both subjects. */
export type CellOfTwoSubjects = {
	experiment: string;
	track: CoreTrack;
	load: string;
	a?: Estimate;
	b?: Estimate;
	/** b / a, round by round. */
	change: Comparison;
	/** What two copies of one subject showed in this place; absent where there was no twin. */
	floor?: NoiseFloor;
	/** The smallest true ratio above 1 that would have been called a difference; absent where nothing is compared. */
	detectable?: number;
};

export type SubjectComparison =
	{ comparable: true; cells: CellOfTwoSubjects[] } | { comparable: false; reason: string };

/** Sets one metric of two subjects of one run side by side, under every load that both had. */
export function compareSubjects(
	{ run, cells }: RunWithCells,
	{ a, b }: { a: SubjectId; b: SubjectId },
	metric: MetricName,
): SubjectComparison {
	const problem = whyRunNotUsable(run) ?? (a === b && `${a} cannot be compared with itself.`);
	if (problem) return { comparable: false, reason: problem };
	const measured = cells.filter(isMeasured).filter(({ duplicate }) => !duplicate);
	const [first, second] = [a, b].map((subject) =>
		measured.filter((cell) => subjectOf(cell) === subject),
	) as [MeasuredCell[], MeasuredCell[]];
	for (const [subject, own] of [[a, first] as const, [b, second] as const]) {
		if (own.length > 0) continue;
		return { comparable: false, reason: `Run ${run.id} has no measured cell of ${subject}.` };
	}
	const compared = first.flatMap((cell) => {
		const other = second.find((one) => isSamePlace(one, cell));
		return other ? [compareInPlace(cells, cell, other, metric)] : [];
	});
	if (compared.length > 0) return { comparable: true, cells: compared };
	const reason = `Run ${run.id} measured ${a} and ${b} under no load in common.`;
	return { comparable: false, reason };
}

function compareInPlace(
	cells: readonly Cell[],
	first: MeasuredCell,
	second: MeasuredCell,
	metric: MetricName,
): CellOfTwoSubjects {
	const { experiment, track, load } = first;
	const here = cells.filter((cell) => cell.experiment === experiment);
	const floor = runNoiseFloor(here, { track, load, metric });
	const refused = [first, second].map(whyGatesForbid).find(Boolean);
	const change: Comparison = refused
		? { comparable: false, reason: refused }
		: compareCells(second, first, metric, { floor });
	const before = first.summary[metric];
	const after = second.summary[metric];
	return {
		experiment,
		track,
		load,
		...(before && { a: before }),
		...(after && { b: after }),
		change,
		...(floor && { floor }),
		...(change.comparable && { detectable: detectableRatio(change.ratio, floor) }),
	};
}

function whyGatesForbid(cell: MeasuredCell): string | undefined {
	const failed = cell.gates.filter(({ pass }) => !pass).map(({ gate }) => gate);
	if (failed.length === 0) return undefined;
	return `${subjectOf(cell)} at ${cell.load} on track ${cell.track} did not pass its gates: ${failed.join(', ')}.`;
}

function isMeasured(cell: Cell): cell is MeasuredCell {
	return cell.status === 'measured';
}

function isSamePlace(one: MeasuredCell, other: MeasuredCell): boolean {
	return (
		one.experiment === other.experiment && one.track === other.track && one.load === other.load
	);
}
