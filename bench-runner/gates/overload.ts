import { overload as about } from '../../src/core/gates/traffic.ts';
import { isBeyondCapacity } from './beyond-capacity.ts';
import { atMost, percent, type WindowGate } from './gate.ts';

/** With fewer, the requests that chance queues at 90 % of a server's capacity are more than the share allowed. */
const fewestRequests = 1000;

/**
 * An open loop goes on sending whatever the server does, so one that cannot keep up has a queue that grows to the end,
 * and its latencies say how long the window was. Requests that need long by themselves are no queue: as many as arrive
 * within the least response time are left out.
 */
export const overload: WindowGate = {
	id: about.id,
	judge({ load, result }) {
		// What is refused at once does not wait: whether it is much or little is what such a load asks.
		if (load.kind !== 'open' || isBeyondCapacity(load) || load.refusal) return undefined;
		const { scheduled } = result.counts;
		if (scheduled === undefined || scheduled < fewestRequests) return undefined;
		const leastUs = result.responseTime?.min;
		const underWay = leastUs === undefined ? 0 : (load.ratePerSecond * leastUs) / 1e6;
		const waiting = Math.max(0, scheduled - result.answersInWindow - underWay);
		return atMost(
			about.id,
			waiting / scheduled,
			about.limit,
			(share) =>
				`${percent(share)} of ${scheduled} requests still waited when sending ended: the server did not keep up with ${load.ratePerSecond} a second.`,
		);
	},
};
