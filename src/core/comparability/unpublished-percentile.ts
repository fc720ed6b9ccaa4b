import type { MeasuredCell, MetricName } from '../schemas/cell.ts';
import { subjectOf } from '../selection/find-cell.ts';
import { LEAST_EXCEEDANCES } from '../statistics/percentiles.ts';
import { otherOwner, tailOf } from '../statistics/server-tail.ts';

/**
 * The sentence for a percentile that rests on too few requests to be published, or on pauses that were not the server's: what
 * may not be a figure may not be half of a ratio either. Undefined for every other metric.
 */
export function whyPercentileUnpublished(
	cell: MeasuredCell,
	metric: MetricName,
): string | undefined {
	const percentile = /^(?:latency|connect)MsP(\d+)$/.exec(metric)?.[1];
	if (percentile === undefined || cell.summary[metric] !== undefined) return undefined;
	const why = whyNotPublished(Number(percentile), cell.windows);
	return `${subjectOf(cell)} has no p${percentile} at ${cell.load} in ${cell.run}: ${why}.`;
}

/** In words that end a sentence. */
export function whyNotPublished(percentile: number, windows: MeasuredCell['windows']): string {
	return reasons[otherOwner(percentile, tailOf(windows)) ?? 'few'];
}

const reasons = {
	few: `fewer than ${LEAST_EXCEEDANCES} requests were slower`,
	hypervisor: 'the hypervisor took more of the time than half of what lies beyond it',
	disturbance:
		'in too many rounds the generator was late, or time was stolen, with more than lies beyond it',
};
