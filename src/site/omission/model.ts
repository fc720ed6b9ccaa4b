/**
 * A server that stops for a second, asked in three ways: drawn from rules, so that what each way leaves
 * out can be seen. Nothing here is measured.
 */

/** Requests fall due evenly, from 0 on. */
export const DUE_EVERY_MS = 25;
export const LENGTH_MS = 10_000;
/** While it lasts nothing is answered; all that arrived in it is answered at its end. */
export const STOP = { fromMs: 4500, toMs: 5500 } as const;
/** Two for 40 requests a second are as many as 50 for 1,000. */
export const CONNECTIONS = 2;
const SERVICE_MS = 1;

/** How requests are sent, and from when each is timed. */
export type Way = 'open-from-due' | 'open-from-sending' | 'closed';

export type Request = {
	dueMs: number;
	/** Absent where it was never sent. */
	sentMs?: number;
	answeredMs?: number;
	/** What the tool records; absent where there is nothing to record. */
	recordedMs?: number;
};

/** Every request that falls due in the load, and what became of it. */
export function requestsOf(way: Way): Request[] {
	if (way === 'open-from-due') return dueTimes().map((dueMs) => answered(dueMs, dueMs, dueMs));
	// When each connection has its answer, and may send again.
	const free = new Array<number>(CONNECTIONS).fill(0);
	return dueTimes().map((dueMs) => {
		const freeMs = Math.min(...free);
		const next = free.indexOf(freeMs);
		const sentMs = Math.max(dueMs, freeMs);
		// A closed loop does not catch up: while all connections wait, it asks nothing.
		if (way === 'closed' && sentMs > dueMs) return { dueMs };
		const request = answered(dueMs, sentMs, sentMs);
		free[next] = request.answeredMs;
		return request;
	});
}

/** The smallest recorded time that a share of the recorded ones does not exceed (nearest rank). */
export function recordedPercentile(requests: readonly Request[], share: number): number {
	const times = requests
		.flatMap(({ recordedMs }) => recordedMs ?? [])
		.sort((one, other) => one - other);
	const found = times[Math.ceil(share * times.length) - 1];
	if (found === undefined) throw new Error('No request of the drawing was answered.');
	return found;
}

function dueTimes(): number[] {
	return Array.from({ length: LENGTH_MS / DUE_EVERY_MS }, (_, index) => index * DUE_EVERY_MS);
}

function answered(dueMs: number, sentMs: number, timedFromMs: number): Required<Request> {
	const stopped = sentMs >= STOP.fromMs && sentMs < STOP.toMs;
	const answeredMs = stopped ? STOP.toMs : sentMs + SERVICE_MS;
	return { dueMs, sentMs, answeredMs, recordedMs: answeredMs - timedFromMs };
}
