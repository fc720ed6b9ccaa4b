import type { MeasuredCell, Percentile } from '../src/core/schemas/cell.ts';
import type { Histogram } from '../src/core/schemas/histogram.ts';
import { merge } from '../src/core/statistics/histogram.ts';
import { PERCENTILES_ASKED, pooledPercentile } from '../src/core/statistics/percentiles.ts';
import { otherOwner, type Tail, tailOf } from '../src/core/statistics/server-tail.ts';
import type { MeasuredWindow } from './summary.ts';

export function operationPercentiles(
	windows: readonly MeasuredWindow[],
): Record<string, Percentile[]> {
	const tail = tailOf(windows.map(({ window }) => window));
	const names = new Set(windows.flatMap(({ result }) => Object.keys(result?.operations ?? {})));
	const each = [...names].map((name) => {
		const own = windows.flatMap(({ result }) => result?.operations?.[name]?.responseTime ?? []);
		return [name, percentilesOf(own, tail)] as const;
	});
	return Object.fromEntries(each);
}

export function readPercentiles(windows: readonly MeasuredWindow[]): Percentile[] {
	return percentilesOf(
		windows.flatMap(({ result }) => result?.responseTime ?? []),
		tailOf(windows.map(({ window }) => window)),
	);
}

/** Those that rest on enough requests and are the server's. */
function percentilesOf(each: readonly Histogram[], tail: Tail): Percentile[] {
	const pooled = merge(each);
	if (!pooled) return [];
	const servers = PERCENTILES_ASKED.filter(
		(percentile) => otherOwner(percentile, tail) === undefined,
	);
	return servers.flatMap((percentile) => pooledPercentile(pooled, each, percentile) ?? []);
}

export function mergeHistograms(windows: readonly MeasuredWindow[]): MeasuredCell['histograms'] {
	const responseTime = merge(windows.flatMap(({ result }) => result?.responseTime ?? []));
	const serviceTime = merge(windows.flatMap(({ result }) => result?.serviceTime ?? []));
	return { ...(responseTime && { responseTime }), ...(serviceTime && { serviceTime }) };
}
