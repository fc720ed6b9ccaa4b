import type { MetricName } from '../../core/schemas/cell.ts';
import type { Absence } from './absent.ts';
import { figure, type FigureQuery } from './figures.ts';
import type { ChosenRun } from './index.ts';

/** What two cells of the run that pages show say together, as a sentence has it. */
export type FoundOfTwo =
	| {
			status: 'measured';
			words: string;
			/** Without its words, for who reads the page by a program. */
			value: number;
			/** That both cells share. */
			rounds: number;
			chosen: ChosenRun;
			/** Which gates a cell of either did not pass; empty where both passed all. */
			failedGates: string;
	  }
	| AbsentOfTwo;

export type AbsentOfTwo = { status: Exclude<Absence, 'not stated'>; reason: string };

/**
 * Why one of the figures is missing; undefined where none is. A ratio may be stated where neither figure may, so 'not stated'
 * is no obstacle.
 *
 * @throws InvalidInput when the experiment declares no such subject or load
 */
export function absentOfTwo(
	queries: readonly (FigureQuery & { metric: MetricName })[],
): AbsentOfTwo | undefined {
	for (const query of queries) {
		const found = figure(query);
		if (found.status !== 'measured' && found.status !== 'not stated') {
			return { status: found.status, reason: found.reason };
		}
	}
	return undefined;
}
