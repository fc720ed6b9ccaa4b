import type { MetricName } from '../schemas/cell.ts';
import type { SubjectId } from '../schemas/experiment.ts';
import type { Run } from '../schemas/run.ts';
import { compareRuns, type CellOfTwoRuns, type RunsChange } from './compare-runs.ts';
import type { RunWithCells } from './twin-comparisons.ts';

/** How many figures of a kind could be compared, and which lay outside their interval and the floor of the twins. */
export type Moves = { compared: number; moved: Move[] };

/** One figure that is another than it was, `ratio` times. */
export type Move = { subject: SubjectId; load: string; track: string; ratio: number };

/** One experiment measured twice, the later run straight after the earlier among those of its profile. */
export type Repeat = {
	experiment: string;
	earlier: RunWithCells;
	later: RunWithCells;
	/** Implementations whose source was another, so that a change may be theirs. */
	changedSources: string[];
	/** The figures themselves; absent where the machine was another, with the sentence that says so. */
	figures?: Moves;
	onlyRatios?: string;
	/** What each subject is beside the one that the runs measured twice. */
	ratios: Moves;
};

/**
 * Each experiment that was measured more than once, and what moved from one run to the next.
 *
 * At 95 % one comparison in twenty moves by chance alone, so a count is to be read beside `compared`.
 */
export function whatMoved(runs: readonly RunWithCells[], metric: MetricName): Repeat[] {
	const ordered = runs.toSorted((a, b) => (a.run.id < b.run.id ? -1 : 1));
	return ordered.flatMap((later, index) =>
		later.run.experiments.flatMap((experiment) => {
			const earlier = ordered
				.slice(0, index)
				.findLast(
					({ run }) => run.profile === later.run.profile && run.experiments.includes(experiment),
				);
			return earlier ? repeatOf(experiment, earlier, later, metric) : [];
		}),
	);
}

function repeatOf(
	experiment: string,
	earlier: RunWithCells,
	later: RunWithCells,
	metric: MetricName,
): Repeat[] {
	const ofExperiment = ({ run, cells }: RunWithCells) => ({
		run,
		cells: cells.filter((cell) => cell.experiment === experiment),
	});
	const comparison = compareRuns(ofExperiment(earlier), ofExperiment(later), metric);
	if (!comparison.comparable) return [];
	const { cells, onlyRatios } = comparison;
	const figures = movesOf(cells, ({ change }) => change);
	const ratios = movesOf(cells, ({ relative }) => relative?.change);
	if (figures.compared + ratios.compared === 0) return [];
	const told = onlyRatios === undefined ? { figures } : { onlyRatios };
	const changedSources = changedIn(cells, earlier.run, later.run);
	return [{ experiment, earlier, later, changedSources, ...told, ratios }];
}

function changedIn(cells: readonly CellOfTwoRuns[], a: Run, b: Run): string[] {
	const sourceIn = (run: Run, id: string) => run.implementations[id]?.sourceSha256;
	const ids = new Set(cells.map(({ subject }) => subject.slice(0, subject.indexOf(':'))));
	return [...ids].filter((id) => sourceIn(a, id) !== sourceIn(b, id)).sort();
}

function movesOf(
	cells: readonly CellOfTwoRuns[],
	changeOf: (cell: CellOfTwoRuns) => RunsChange | undefined,
): Moves {
	const compared = cells.flatMap((cell) => {
		const change = changeOf(cell);
		return change?.comparable ? [{ cell, change }] : [];
	});
	const moved = compared
		.filter(({ change }) => change.verdict !== 'tie')
		.map(({ cell: { subject, load, track }, change }) => ({
			subject,
			load,
			track,
			ratio: change.ratio.ratio,
		}))
		.toSorted((a, b) => Math.abs(Math.log(b.ratio)) - Math.abs(Math.log(a.ratio)));
	return { compared: compared.length, moved };
}
