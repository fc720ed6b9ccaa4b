import { describeRatio } from '../core/comparability/describe-ratio.ts';
import { pairedRounds } from '../core/comparability/paired-rounds.ts';
import type { Cell, MetricName } from '../core/schemas/cell.ts';
import { findMeasured, subjectOf } from '../core/selection/find-cell.ts';
import { LEAST_PAIRED_ROUNDS, ratioOfPaired } from '../core/statistics/paired-ratio.ts';
import type { ChartContext } from './chart.ts';
import { listed } from './words.ts';

/**
 * How many times each subject drawn spends what the same subject spends with another load: `6.1 times (5.9 to 6.3) for Go single`.
 * Undefined where no subject has both in two rounds.
 */
export function timesOfLoad(
	context: ChartContext,
	metric: MetricName,
	load: string,
): string | undefined {
	const said = context.cells.flatMap((cell) => wordsOf(cell, context, metric, load));
	return said.length === 0 ? undefined : listed(said);
}

function wordsOf(
	cell: Cell,
	{ runCells, labelOf }: ChartContext,
	metric: MetricName,
	load: string,
): string[] {
	if (cell.status === 'failed' || cell.duplicate) return [];
	const subject = subjectOf(cell);
	const other = findMeasured(runCells, { subject, track: cell.track, load });
	const pairs = other ? pairedRounds(cell, other, metric) : [];
	if (pairs.length < LEAST_PAIRED_ROUNDS || pairs.flat().includes(0)) return [];
	const ratio = ratioOfPaired(
		pairs.map(([value]) => value),
		pairs.map(([, value]) => value),
	);
	const { name, detail } = labelOf(subject);
	return [`${describeRatio(ratio)} for ${name} ${detail}`];
}
