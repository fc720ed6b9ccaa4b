import type { Load } from '../../src/core/schemas/experiment.ts';
import { merge } from '../../src/core/statistics/histogram.ts';
import type { LoadResult } from './load-result.ts';

/**
 * The part of a load that one of several generators drives: its share of the connections, the earlier ones taking what is
 * left over, and of the rate.
 */
export function partOf(load: Load, part: number, parts: number): Load {
	const connections =
		Math.floor(load.connections / parts) + (part < load.connections % parts ? 1 : 0);
	if (load.kind === 'open') {
		return { ...load, connections, ratePerSecond: load.ratePerSecond / parts };
	}
	const { ratePerSecondMax } = load;
	return {
		...load,
		connections,
		...(ratePerSecondMax !== undefined && { ratePerSecondMax: ratePerSecondMax / parts }),
	};
}

/**
 * The results of generators that ran side by side, as one. Counts and histograms add up exactly; what cannot be added
 * (percentiles of a second) is left out. `inFlightMax` becomes an upper bound, as with several threads.
 */
export function mergeResults(results: readonly LoadResult[]): LoadResult {
	const [first] = results;
	if (first === undefined || results.length === 1) return one(first);
	const histogram = (name: HistogramName) => {
		const parts = results.flatMap((result) => result[name] ?? []);
		const merged = parts.length === results.length ? merge(parts) : undefined;
		return merged && { [name]: merged };
	};
	const series = mergeSeries(results);
	const operations = mergeOperations(results);
	const cpu = added(results.map((result) => result.cpu));
	const starts = results.flatMap(({ startedAtUnixMs }) => startedAtUnixMs ?? []);
	return {
		generator: first.generator,
		// Of the first that sent, so that no request's work is left out; all open as many connections at one pace.
		...(starts.length === results.length && { startedAtUnixMs: Math.min(...starts) }),
		seconds: Math.max(...results.map(({ seconds }) => seconds)),
		elapsedSeconds: Math.max(...results.map(({ elapsedSeconds }) => elapsedSeconds)),
		interrupted: results.some(({ interrupted }) => interrupted),
		...(first.timer !== undefined && { timer: first.timer }),
		connections: sumOf(results.map(({ connections }) => connections)),
		counts: sumOf(results.map(({ counts }) => counts)),
		...sumOf(
			results.map(({ answersInWindow, bytesReceived, bytesSent, ...rest }) => ({
				answersInWindow,
				...(bytesReceived !== undefined && { bytesReceived }),
				...(bytesSent !== undefined && { bytesSent }),
				...inFlight(rest),
			})),
		),
		...(first.statuses && { statuses: mergeStatuses(results) }),
		...histogram('responseTime'),
		...histogram('refusalTime'),
		...histogram('serviceTime'),
		...histogram('scheduleLag'),
		...histogram('connectionWait'),
		...histogram('connectTime'),
		...(operations && { operations }),
		...(series && { series }),
		...(cpu && { cpu }),
	};
}

type HistogramName =
	'responseTime' | 'refusalTime' | 'serviceTime' | 'scheduleLag' | 'connectionWait' | 'connectTime';

function one(result: LoadResult | undefined): LoadResult {
	if (result) return result;
	throw new Error('There is no result to merge.');
}

function inFlight({ inFlightIntegralSeconds, inFlightMax }: Partial<LoadResult>) {
	return {
		...(inFlightIntegralSeconds !== undefined && { inFlightIntegralSeconds }),
		...(inFlightMax !== undefined && { inFlightMax }),
	};
}

/** Field by field; a field that one of them lacks is not known for all. */
function sumOf<Counts extends object>(parts: readonly Counts[]): Counts {
	const names = new Set(parts.flatMap((part) => Object.keys(part)));
	const total: Record<string, number> = {};
	for (const name of names) {
		const values = parts.map((part) => (part as Record<string, number | undefined>)[name]);
		if (values.every((value) => value !== undefined)) {
			total[name] = values.reduce((sum, value) => sum + value, 0);
		}
	}
	return total as Counts;
}

/** A status that one of them never saw is one that it saw no times. */
function mergeStatuses(results: readonly LoadResult[]): Record<string, number> {
	const total = new Map<string, number>();
	for (const { statuses = {} } of results) {
		for (const [status, count] of Object.entries(statuses)) {
			total.set(status, (total.get(status) ?? 0) + count);
		}
	}
	return Object.fromEntries(total);
}

function added<Counts extends object>(parts: readonly (Counts | undefined)[]): Counts | undefined {
	const known = parts.filter((part) => part !== undefined);
	return known.length === parts.length ? sumOf(known) : undefined;
}

function mergeOperations(results: readonly LoadResult[]): LoadResult['operations'] {
	const all = results.flatMap(({ operations }) => (operations ? [operations] : []));
	if (all.length < results.length) return undefined;
	const names = new Set(all.flatMap((operations) => Object.keys(operations)));
	const merged = [...names].flatMap((name) => {
		const parts = all.flatMap((operations) => operations[name] ?? []);
		const responseTime = merge(parts.map((part) => part.responseTime));
		const valid = parts.reduce((sum, part) => sum + part.valid, 0);
		return responseTime ? [[name, { valid, responseTime }] as const] : [];
	});
	return Object.fromEntries(merged);
}

function mergeSeries(results: readonly LoadResult[]): LoadResult['series'] {
	const all = results.flatMap(({ series }) => (series ? [series] : []));
	if (all.length < results.length) return undefined;
	const length = Math.max(...all.map((series) => series.length));
	return Array.from({ length }, (_, second) => {
		const parts = all.flatMap((series) => series.find((row) => row.second === second) ?? []);
		const rows = parts.map(({ sent, valid, errors }) => ({ sent, valid, errors }));
		return { second, ...sumOf([{ sent: 0, valid: 0, errors: 0 }, ...rows]) };
	});
}
