import { pairedRounds } from '../core/comparability/paired-rounds.ts';
import type { Cell, Estimate } from '../core/schemas/cell.ts';
import { subjectOf } from '../core/selection/find-cell.ts';
import { costPerUnit } from '../core/statistics/cost-per-unit.ts';

/** Two rungs of one subject that follow each other, and what a connection between them costs; absent where one was not measured. */
export type Step = { from: number; to: number; upper: Cell; bytes?: Estimate };

/** Of a rung, which is a load and no inspection. */
export const connectionsOf = ({ loadDefinition }: Cell): number =>
	loadDefinition.connections ?? Number.NaN;

/** The steps of a ladder, from the fewest connections to the most, for each subject in the order of the cells. */
export function stepsOf(cells: readonly Cell[]): Step[] {
	const rungs = [...new Set(cells.map(connectionsOf))].sort((a, b) => a - b);
	const subjects = [...new Set(cells.map(subjectOf))];
	return subjects.flatMap((subject) =>
		rungs.slice(1).flatMap((to, index) => {
			const from = rungs[index] ?? 0;
			const at = (connections: number) =>
				cells.find((cell) => subjectOf(cell) === subject && connectionsOf(cell) === connections);
			const [lower, upper] = [at(from), at(to)];
			if (upper === undefined) return [];
			const bytes = lower && bytesPerConnection(lower, upper);
			return [{ from, to, upper, ...(bytes && { bytes }) }];
		}),
	);
}

/** Memory of the server's processes that came with the connections of the step. */
function bytesPerConnection(lower: Cell, upper: Cell): Estimate | undefined {
	if (lower.status === 'failed' || upper.status === 'failed') return undefined;
	const rounds = pairedRounds(lower, upper, metric);
	const [less, more] = [lower.summary[metric], upper.summary[metric]];
	if (less === undefined || more === undefined) return undefined;
	const [from, to] = [connectionsOf(lower), connectionsOf(upper)];
	// A first look, none of whose windows passed its gates, is summarised from all of them: it has medians and no rounds.
	return rounds.length > 0
		? costPerUnit(
				{ at: from, values: rounds.map(([value]) => value) },
				{ at: to, values: rounds.map(([, value]) => value) },
			)
		: costPerUnit({ at: from, values: [less.median] }, { at: to, values: [more.median] });
}

const metric = 'serverRssBytesMax';
