import { littlesLaw as about } from '../../src/core/gates/traffic.ts';
import { littlesLawRatio } from '../../src/core/statistics/littles-law.ts';
import { atMost, percent, type WindowGate } from './gate.ts';

/**
 * Requests in flight = rate x mean response time (Little, Operations Research 9(3), 1961). The three are counted apart,
 * so a generator that hides waiting breaks the law. Requests that straddle an end of the window count in one and not
 * the other, which is allowed for by their share.
 */
export const littlesLaw: WindowGate = {
	id: about.id,
	judge({ metrics, result }) {
		const { inFlightMean, latencyMsMean } = metrics;
		const { responseTime, inFlightMax } = result;
		if (!inFlightMean || latencyMsMean === undefined || !responseTime?.count) return undefined;
		if (inFlightMax === undefined) return undefined;
		const ratePerSecond = result.counts.valid / result.seconds;
		const ratio = littlesLawRatio(ratePerSecond, latencyMsMean, inFlightMean);
		const edges = inFlightMax / responseTime.count;
		return atMost(
			about.id,
			Math.abs(ratio - 1),
			Number((about.limit + edges).toFixed(3)),
			(off) =>
				`${inFlightMean} requests were in flight, but rate x latency is ${(ratio * inFlightMean).toFixed(2)}: ${percent(off)} apart.`,
		);
	},
};
