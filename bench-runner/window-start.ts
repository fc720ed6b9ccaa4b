import type { Sample } from './stages/5-sample.ts';
import type { RawWindow } from './trial.ts';

/** Less than this is noise in a window of seconds; 64 connections are open in a tenth of it. */
const connectingMsMin = 500;

/**
 * The look at the server from which its CPU time counts. Ten thousand connections take seconds to open, before the first
 * request: that work belongs to no request, so the count begins when the generator began to send, between two of the periodic
 * looks, and what had been used by then is read off the line between them.
 */
export function startOfWindow(raw: RawWindow, samples: readonly Sample[]): Sample {
	const { before, result, startedAt } = raw;
	if (result.startedAtUnixMs === undefined) return before;
	const connectingMs = result.startedAtUnixMs - Date.parse(startedAt);
	if (connectingMs < connectingMsMin) return before;
	const atMs = before.atMs + connectingMs;
	const earlier = samples.findLast((sample) => sample.atMs <= atMs);
	const later = samples.find((sample) => sample.atMs > atMs);
	return earlier && later ? between(earlier, later, atMs) : before;
}

function between(earlier: Sample, later: Sample, atMs: number): Sample {
	const share = (atMs - earlier.atMs) / (later.atMs - earlier.atMs);
	const { programCpuNs: earlierPrograms, ...before } = earlier;
	const { programCpuNs: laterPrograms, ...after } = later;
	return {
		...(betweenEach(before, after, share) as Omit<Sample, 'programCpuNs'>),
		...(earlierPrograms &&
			laterPrograms && { programCpuNs: betweenEach(earlierPrograms, laterPrograms, share) }),
	};
}

function betweenEach(
	before: Partial<Record<string, number>>,
	after: Partial<Record<string, number>>,
	share: number,
): Record<string, number> {
	const values = Object.entries(before).flatMap(([name, from]) => {
		const to = after[name];
		if (from === undefined || to === undefined) return [];
		return [[name, name === 'serverProcesses' ? from : from + share * (to - from)] as const];
	});
	return Object.fromEntries(values);
}
