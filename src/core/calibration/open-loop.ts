import type { CalibrationParameters } from '../schemas/calibration-log.ts';
import type { Piece } from './mixture.ts';

/**
 * What an open loop of any constant rate must report of the calibration server.
 *
 * Requests are intended at every moment of the window with the same density, whatever the server does, and are timed
 * from then. One that is intended a time t before the end of a stop waits t; so those of a whole stop of length S wait
 * from 0 to S, evenly. Every other takes the delay. What is intended during stops is the share of the window that they
 * cover: for one stop of S in a window of T it is S / T, its mean wait S / 2, and
 *
 *     quantile(q) = delay                      for q <= 1 - S / T
 *     quantile(q) = S (q - (1 - S / T)) T / S  above
 *
 * An answer that falls into a stop waits for its end (README of the server), so the stop catches requests from a delay
 * before it began, and their waits are from the delay to the delay + S.
 *
 * @param seconds the window, which begins with the first request
 */
export function openLoopTruth(parameters: CalibrationParameters, seconds: number): Piece[] {
	const delayMs = parameters.delayUs / 1000;
	const windowMs = seconds * 1000;
	const pieces = stopsWithin(parameters, windowMs + delayMs).map(({ startMs, endMs }) => {
		const from = Math.max(0, startMs - delayMs);
		// A window that ends during a stop has none of the short waits.
		const to = Math.min(windowMs, endMs - delayMs);
		return { share: (to - from) / windowMs, lowMs: endMs - to, highMs: endMs - from };
	});
	const held = pieces.filter(({ share }) => share > 0);
	const rest = 1 - held.reduce((sum, { share }) => sum + share, 0);
	return [{ share: rest, lowMs: delayMs, highMs: delayMs }, ...held];
}

interface Stop {
	startMs: number;
	endMs: number;
}

/** From the first request on. */
function stopsWithin(parameters: CalibrationParameters, untilMs: number): Stop[] {
	const { stallMs, stallEveryMs, stallAtMs } = parameters;
	const stops: Stop[] = [];
	if (stallMs === 0) return stops;
	for (let startMs = stallAtMs; startMs < untilMs; startMs += stallEveryMs) {
		stops.push({ startMs, endMs: startMs + stallMs });
	}
	return stops;
}
