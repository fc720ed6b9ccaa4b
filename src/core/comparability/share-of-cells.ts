import type { Cell, MetricName } from '../schemas/cell.ts';
import { shareByDifference, type DifferenceShare } from '../statistics/share-by-difference.ts';
import { pairedRounds } from './paired-rounds.ts';

/**
 * Which share of a metric goes away between two loads of one subject in one run, of which the second leaves a part of the
 * work out.
 *
 * @returns absent where either was not measured. Where no round passed its gates on both sides there is no interval: the
 * medians alone are the first look of a busy machine, as in a cell's own summary
 */
export function shareOfCells(
	whole: Cell,
	without: Cell,
	metric: MetricName,
): DifferenceShare | undefined {
	if (whole.status === 'failed' || without.status === 'failed') return undefined;
	const pairs = pairedRounds(whole, without, metric).filter(([a, b]) => a > 0 && b > 0);
	if (pairs.length > 0) {
		return shareByDifference(
			pairs.map(([value]) => value),
			pairs.map(([, other]) => other),
		);
	}
	const [a, b] = [whole.summary[metric], without.summary[metric]];
	return a && b && shareByDifference([a.median], [b.median]);
}
