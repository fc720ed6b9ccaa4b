import { littlesLaw as about } from '../../src/core/gates/traffic.ts';
import { littlesLawRatio } from '../../src/core/statistics/littles-law.ts';
import type { LoadResult } from '../load-generators/load-result.ts';
import { sumOfKnown } from '../sum-of-known.ts';
import { isBeyondCapacity } from './beyond-capacity.ts';
import { atMost, percent, type WindowGate } from './gate.ts';

/**
 * Requests in flight = rate x mean response time (Little, Operations Research 9(3), 1961). The three are counted apart,
 * so a generator that hides waiting breaks the law. Requests that straddle an end of the window count in one and not
 * the other, which is allowed for by their share.
 */
export const littlesLaw: WindowGate = {
	id: about.id,
	judge({ load, metrics, result }) {
		const { inFlightMean, latencyMsMean } = metrics;
		const { counts, responseTime, inFlightMax, seconds } = result;
		if (!inFlightMean || latencyMsMean === undefined || !responseTime?.count) return undefined;
		// The law is of a queue that does not grow: what still waits when sending ends spends its time outside of the window.
		if (inFlightMax === undefined || isBeyondCapacity(load)) return undefined;
		const ended = withRefusals({ count: responseTime.count, meanMs: latencyMsMean }, result);
		const ratePerSecond = sumOfKnown(counts.valid, counts.refused) / seconds;
		const ratio = littlesLawRatio(ratePerSecond, ended.meanMs, inFlightMean);
		const edges = inFlightMax / ended.count;
		return atMost(
			about.id,
			Math.abs(ratio - 1),
			Number((about.limit + edges).toFixed(3)),
			(off) =>
				`${inFlightMean} requests were in flight, but rate x latency is ${(ratio * inFlightMean).toFixed(2)}: ${percent(off)} apart.`,
		);
	},
};

/** Answers and expected refusals together, since both were in flight. */
function withRefusals(answers: { count: number; meanMs: number }, { refusalTime }: LoadResult) {
	if (!refusalTime?.mean) return answers;
	const count = answers.count + refusalTime.count;
	const refusedMs = (refusalTime.count * refusalTime.mean) / 1000;
	return { count, meanMs: (answers.count * answers.meanMs + refusedMs) / count };
}
