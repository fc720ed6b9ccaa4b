import { scheduleLag as about } from '../../src/core/gates/generator.ts';
import type { WindowMetrics } from '../../src/core/schemas/cell.ts';
import { valueAtShare } from '../../src/core/statistics/histogram.ts';
import { isLeftBySteal } from '../../src/core/statistics/server-tail.ts';
import type { LoadResult } from '../load-generators/load-result.ts';
import { type AskedTail, askedTails, atMost, type WindowGate } from './gate.ts';

/**
 * How late the generator itself was. Response time counts from the intended start, so this lateness is inside every
 * published latency; it must stay small beside it: at most a tenth of the median and of p99, and never above 50 us and 1 ms.
 *
 * The tenth ends at 10 us and 100 us. To wake from epoll at an appointed time costs a generator that does not spin some 5 us
 * at the median and mostly 20 to 70 at p99 (pacer's windows in run 20261121-091106-load-testers-standard, of which this
 * gate left many out before it knew these two bounds): beside a server that answers in 40 us a tenth would ask of the
 * kernel what it does not do. A generator with cores of its own spins away what waking takes. One that shares the server's, or
 * its own with other generators, may not, and to wake an idle core of a virtual machine inside another took it 20 to 34 us at
 * the median (quick runs of blocking), so there the tenth ends at 40 us.
 *
 * Where a hypervisor takes time from most windows of a run the generator is late with it. What it is late with then is not
 * published, so instead of p99 the greatest percentile is asked that stolen time leaves to the server. Nor is p99 published of a
 * cell that had to give it up (`kept-tail.ts`): a late hundredth says nothing against the median.
 */
const wakeUpUs = { p50: 10, p50Asleep: 40, tail: 100 };

export const scheduleLag: WindowGate = {
	id: about.id,
	judge({ load, metrics, result, capabilities, isStolenFrom = false, tailUpTo = 99 }) {
		if (load.kind !== 'open' || !capabilities.knows.includes('schedule-lag')) return undefined;
		const { scheduleLagUsP50, latencyMsP50 } = metrics;
		const spins = result.spinSeconds !== undefined;
		const wakeUpP50 = spins ? wakeUpUs.p50 : wakeUpUs.p50Asleep;
		const allowedP50 =
			latencyMsP50 === undefined
				? about.limit
				: Math.min(about.limit, Math.max(wakeUpP50, latencyMsP50 * 100));
		if (scheduleLagUsP50 !== undefined && scheduleLagUsP50 > allowedP50) {
			return atMost(
				about.id,
				scheduleLagUsP50,
				allowedP50,
				(lag) => `Half of the requests left more than ${lag} us late.`,
			);
		}
		const asked = askedTails.filter((percentile) => percentile <= tailUpTo);
		const tail = asked.find(
			(percentile) => !isStolenFrom || isLeftBySteal(percentile, metrics.stealShare),
		);
		return tail && judgeTail(metrics, result, tail);
	},
};

const words: Record<AskedTail, string> = {
	99: 'One request in a hundred',
	95: 'One request in twenty',
	90: 'One request in ten',
};

function judgeTail(
	metrics: WindowMetrics,
	{ scheduleLag: lags }: LoadResult,
	percentile: AskedTail,
) {
	const lagUs =
		percentile === 99 ? metrics.scheduleLagUsP99 : lags && valueAtShare(lags, percentile / 100);
	const latencyMs = metrics[`latencyMsP${percentile}`];
	const allowedUs =
		latencyMs === undefined ? 1000 : Math.min(1000, Math.max(wakeUpUs.tail, latencyMs * 100));
	return atMost(
		about.id,
		lagUs,
		allowedUs,
		(lag) => `${words[percentile]} left more than ${lag} us late.`,
	);
}
