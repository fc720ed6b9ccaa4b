import type { Cell, Estimate } from '../schemas/cell.ts';

const REQUESTS = 1e6;

/** What a million requests of a cell's kind take. Money is left out: it is these, times what the reader pays for them. */
export type MillionRequests = {
	/** CPU seconds of the whole server; absent where CPU time was not measured. */
	cpuSeconds?: Estimate;
	/** Gigabytes (10^9 bytes) held, times the hours that the requests take at the cell's rate. */
	memoryGigabyteHours?: Estimate;
	/** How long that is. */
	hours?: number;
};

/**
 * The cost of a million requests. Memory is held for as long as they come, so it has a cost only at a rate that was asked:
 * a closed loop's rate is the machine's capacity, and would make a faster machine's memory cheaper.
 */
export function costOfAMillion(cell: Cell): MillionRequests {
	if (cell.status === 'failed') return {};
	const cpu = cell.summary.serverCpuMsPerRequest;
	const bytes = cell.summary.serverRssBytesMax;
	const load = cell.loadDefinition;
	const hours = load.kind === 'open' ? REQUESTS / load.ratePerSecond / 3600 : undefined;
	return {
		...(cpu && { cpuSeconds: times(cpu, REQUESTS / 1000) }),
		...(bytes && hours !== undefined && { memoryGigabyteHours: times(bytes, hours / 1e9) }),
		...(hours !== undefined && { hours }),
	};
}

/** A median and its interval are quantiles, which a factor above 0 moves with it. */
function times({ median, low, high, ...rest }: Estimate, factor: number): Estimate {
	return {
		...rest,
		median: median * factor,
		...(low !== undefined && { low: low * factor }),
		...(high !== undefined && { high: high * factor }),
	};
}
