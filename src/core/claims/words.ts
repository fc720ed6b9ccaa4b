import type { MetricName } from '../schemas/cell.ts';
import type { CellMetric } from '../schemas/claim.ts';

/** `go/net-http:single, capacity-n20000, on one core`. */
export function placeOf(cell: Pick<CellMetric, 'subject' | 'load' | 'track'>): string {
	return `${cell.subject}, ${circumstancesOf(cell)}`;
}

/**
 * What two cells are compared in: `CPU time a request of go/chi:single over rust/axum:inline, limited, on one core`. Where
 * their loads differ, each has its own.
 */
export function comparisonOf(numerator: CellMetric, denominator: CellMetric): string {
	const isOneLoad = numerator.load === denominator.load;
	const first = isOneLoad ? numerator.subject : placeOf(numerator);
	const joined = isOneLoad ? ' over ' : ', over ';
	return `${quantityOf(numerator.metric)} of ${first}${joined}${placeOf(denominator)}`;
}

/** A metric as a sentence names it; by its own name where no claim compares it. */
export function quantityOf(metric: MetricName): string {
	return QUANTITIES[metric] ?? metric;
}

function circumstancesOf({ load, track }: Pick<CellMetric, 'load' | 'track'>): string {
	return `${load}, on ${track === '1' ? 'one core' : 'all cores'}`;
}

const QUANTITIES: Partial<Record<MetricName, string>> = {
	throughputPerSecond: 'requests a second',
	serverCpuMsPerRequest: 'CPU time a request',
	originRequestsPerRequest: 'requests to the service behind',
	serverRssBytesMax: 'memory',
	latencyMsMean: 'mean latency',
	latencyMsP50: 'median latency',
	latencyMsP95: 'p95',
	latencyMsP99: 'p99',
	binaryBytes: 'size of the binary',
	buildSecondsClean: 'time of a build from nothing',
	buildSecondsIncremental: 'time of a build after one more line',
};
