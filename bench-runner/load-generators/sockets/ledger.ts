import { histogramOf } from '../../../src/core/statistics/histogram-of.ts';
import type { Histogram } from '../../../src/core/schemas/histogram.ts';

/** A message on its way, and how many sockets have still to receive it. */
export interface Sent {
	dueMs: number;
	sentMs: number;
	missing: number;
}

/** Everything that is counted in a window; moments are milliseconds since it began. */
export interface Ledger {
	send(dueMs: number, sentMs: number, receivers: number): Sent;
	/** One more socket has it. @returns whether it was the last that was missing */
	receive(sent: Sent, right: boolean, nowMs: () => number): boolean;
	readonly inFlight: number;
	totals(windowMs: number): Totals;
}

export interface Totals {
	sent: number;
	valid: number;
	/** Received with another length or other bytes. */
	wrong: number;
	unfinished: number;
	answersInWindow: number;
	inFlightMax: number;
	inFlightIntegralSeconds: number;
	responseTime: Histogram;
	serviceTime: Histogram;
	scheduleLag: Histogram;
}

/** A message counts as answered when the last of its receivers has it, and as wrong when one of them got something else. */
export function newLedger(windowMs: number): Ledger {
	const response: number[] = [];
	const service: number[] = [];
	const lag: number[] = [];
	const wrongOnes = new Set<Sent>();
	let [sent, wrong, inFlight, inFlightMax, answersInWindow] = [0, 0, 0, 0, 0];
	let [integralMs, sinceMs] = [0, 0];
	const change = (by: number, atMs: number) => {
		const untilMs = Math.min(atMs, windowMs);
		integralMs += inFlight * Math.max(0, untilMs - sinceMs);
		sinceMs = Math.max(sinceMs, untilMs);
		inFlight += by;
		inFlightMax = Math.max(inFlightMax, inFlight);
	};
	return {
		get inFlight() {
			return inFlight;
		},
		send(dueMs, sentMs, receivers) {
			sent++;
			lag.push(microseconds(sentMs - dueMs));
			change(1, sentMs);
			// In flight from when it was due, as pacer counts: a late generator must not hide its part.
			integralMs += Math.max(0, Math.min(sentMs, windowMs) - dueMs);
			return { dueMs, sentMs, missing: receivers };
		},
		receive(one, right, nowMs) {
			if (!right) wrongOnes.add(one);
			if (--one.missing > 0) return false;
			const atMs = nowMs();
			change(-1, atMs);
			if (wrongOnes.delete(one)) {
				wrong++;
				return true;
			}
			response.push(microseconds(atMs - one.dueMs));
			service.push(microseconds(atMs - one.sentMs));
			if (atMs <= windowMs) answersInWindow++;
			return true;
		},
		totals(endMs) {
			change(0, endMs);
			return {
				sent,
				valid: response.length,
				wrong,
				unfinished: inFlight,
				answersInWindow,
				inFlightMax,
				inFlightIntegralSeconds: integralMs / 1000,
				responseTime: histogramOf(response),
				serviceTime: histogramOf(service),
				scheduleLag: histogramOf(lag),
			};
		},
	};
}

function microseconds(ms: number): number {
	return Math.max(0, Math.round(ms * 1000));
}
