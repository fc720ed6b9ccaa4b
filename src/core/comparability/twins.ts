import type { Cell, MetricName } from '../schemas/cell.ts';
import type { Load, SubjectId } from '../schemas/experiment.ts';
import { findMeasured, subjectOf } from '../selection/find-cell.ts';
import { pairedRounds } from './paired-rounds.ts';

/** One server and its A/A duplicate under one load in one run: what differs between them is noise. */
export type Twins = {
	run: string;
	experiment: string;
	subject: SubjectId;
	track: Cell['track'];
	cores: number;
	load: string;
	loadDefinition: Load;
	/** The figure of the server and of its duplicate, in each round that both came through. */
	rounds: [number, number][];
};

/**
 * All twins of a run in one metric. Only pacer's: the figures of another load generator have a noise of
 * their own.
 *
 * @returns none where the run duplicated nothing, or has no such figure above 0
 */
export function twinsOf(cells: readonly Cell[], metric: MetricName): Twins[] {
	return cells.flatMap((twin) => {
		if (!twin.duplicate || twin.status !== 'measured' || !isOfPacer(twin.loadDefinition)) return [];
		const { run, experiment, track, cores, load, loadDefinition } = twin;
		const subject = subjectOf(twin);
		const original = findMeasured(cells, { subject, track, load });
		const pairs = original === undefined ? [] : pairedRounds(original, twin, metric);
		const rounds = pairs.filter(([a, b]) => a > 0 && b > 0);
		if (rounds.length === 0) return [];
		return [{ run, experiment, subject, track, cores, load, loadDefinition, rounds }];
	});
}

function isOfPacer({ generator }: Load & { generator?: string | undefined }): boolean {
	return generator === undefined || generator === 'pacer';
}
