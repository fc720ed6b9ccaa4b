import type { Cell, MeasuredCell, MetricName } from '../schemas/cell.ts';
import type { CoreTrack, SubjectId } from '../schemas/experiment.ts';
import { subjectOf } from '../selection/find-cell.ts';
import { compareCells } from './compare-cells.ts';
import { runNoiseFloor } from './run-noise-floor.ts';

export type TierMember = { subject: SubjectId; median: number; cell: MeasuredCell };

/** Subjects that the run cannot rank among themselves, by rising median. */
export type Tier = TierMember[];

/**
 * Groups subjects under one load on one core track, the lowest figures first.
 *
 * Two subjects of different tiers were told apart, always. Within a tier each is tied with some other, so
 * two of them may differ when a third stands between; a run that leaves such a bridge does not rank them.
 * The intervals keep their 95 % for all pairs together (Bonferroni's inequality), because a table of seven
 * subjects is 21 chances to be wrong. Subjects without the metric are left out.
 */
export function tiers(
	cells: readonly Cell[],
	place: { track: CoreTrack; load: string; metric: MetricName },
): Tier[] {
	const members = membersAt(cells, place).sort((a, b) => a.median - b.median);
	const options = {
		floor: runNoiseFloor(cells, place),
		confidence: familyConfidence(members.length),
	};
	const grouped = members.reduce<Tier[]>((found, member) => {
		const tied = found.filter((tier) =>
			tier.some((other) => {
				const comparison = compareCells(member.cell, other.cell, place.metric, options);
				return !comparison.comparable || comparison.verdict === 'tie';
			}),
		);
		const apart = found.filter((tier) => !tied.includes(tier));
		return [...apart, [...tied.flat(), member]];
	}, []);
	return grouped.sort((a, b) => lowest(a) - lowest(b));
}

/** What each interval between so many subjects must keep, for all of them to hold at once in 95 % of runs. */
export function familyConfidence(subjects: number): number {
	return 1 - 0.05 / Math.max((subjects * (subjects - 1)) / 2, 1);
}

function lowest(tier: Tier): number {
	return Math.min(...tier.map(({ median }) => median));
}

function membersAt(
	cells: readonly Cell[],
	{ track, load, metric }: { track: CoreTrack; load: string; metric: MetricName },
): TierMember[] {
	return cells.flatMap((cell) => {
		const here = cell.track === track && cell.load === load && !cell.duplicate;
		if (!here || cell.status !== 'measured') return [];
		const estimate = cell.summary[metric];
		return estimate ? [{ subject: subjectOf(cell), median: estimate.median, cell }] : [];
	});
}
