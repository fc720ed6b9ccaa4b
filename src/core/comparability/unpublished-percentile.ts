import type { MeasuredCell, MetricName } from '../schemas/cell.ts';
import { subjectOf } from '../selection/find-cell.ts';
import { LEAST_EXCEEDANCES } from '../statistics/percentiles.ts';

/**
 * The sentence for a percentile that rests on too few requests to be published: what may not be a figure may
 * not be half of a ratio either. Undefined for every other metric.
 */
export function whyPercentileUnpublished(
	cell: MeasuredCell,
	metric: MetricName,
): string | undefined {
	const percentile = /^(?:latency|connect)MsP(\d+)$/.exec(metric)?.[1];
	if (percentile === undefined || cell.summary[metric] !== undefined) return undefined;
	return `${subjectOf(cell)} has no p${percentile} at ${cell.load} in ${cell.run}: fewer than ${LEAST_EXCEEDANCES} requests were slower.`;
}
