import type { MeasuredCell, MetricName } from '../schemas/cell.ts';
import { subjectOf } from '../selection/find-cell.ts';
import { LEAST_EXCEEDANCES } from '../statistics/percentiles.ts';
import { isTheServers, stolenShareOf } from '../statistics/stolen-tail.ts';

/**
 * The sentence for a percentile that rests on too few requests to be published, or on the hypervisor's pauses: what may not be a figure may
 * not be half of a ratio either. Undefined for every other metric.
 */
export function whyPercentileUnpublished(
	cell: MeasuredCell,
	metric: MetricName,
): string | undefined {
	const percentile = /^(?:latency|connect)MsP(\d+)$/.exec(metric)?.[1];
	if (percentile === undefined || cell.summary[metric] !== undefined) return undefined;
	const why = isTheServers(Number(percentile), stolenShareOf(cell.windows))
		? `fewer than ${LEAST_EXCEEDANCES} requests were slower`
		: 'the hypervisor took more of the time than half of what lies beyond it';
	return `${subjectOf(cell)} has no p${percentile} at ${cell.load} in ${cell.run}: ${why}.`;
}
