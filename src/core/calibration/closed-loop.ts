import type { CalibrationParameters } from '../schemas/calibration-log.ts';
import type { Piece } from './mixture.ts';

/** What a closed loop must report, and what it leaves out. */
export interface ClosedLoopReport {
	/** All answers of the window. */
	answers: number;
	/** Those that waited for a stop: one a connection and stop. */
	slowAnswers: number;
	/** Requests that an open loop of the rate between stops would have intended during them, and this one never sent. */
	omitted: number;
	pieces: Piece[];
}

/**
 * What a closed loop of N connections must report of the calibration server, by theory.
 *
 * Each connection asks again when it has its answer, every b. When a stop of length S begins, every connection has asked
 * or is about to, and then waits: from S - b to S, since the N of them were spread over one b. That is one slow answer
 * for each connection and stop, however long the stop. In the T - k S that k stops leave of a window T, each connection
 * gets (T - k S) / b answers. So the slow share is
 *
 *     k N / (k N + N (T - k S) / b) = k b / (k b + T - k S)
 *
 * which knows nothing of N, and with b = 1 ms and one stop of 1 s in 10 s is 1 in 9,001: p99.9 never sees the stop. An
 * open loop as fast would have intended N S / b requests in each stop. N of them were sent; the rest is what Tene called
 * coordinated omission ("How NOT to measure latency", 2013).
 *
 * @param load `baseMs`: b, from one request of a connection to its next without a stop, way there and back included
 */
export function closedLoopReport(
	parameters: CalibrationParameters,
	load: { connections: number; seconds: number; baseMs: number },
): ClosedLoopReport {
	const { connections, baseMs } = load;
	const { stallMs, stallEveryMs, stallAtMs } = parameters;
	const windowMs = load.seconds * 1000;
	const whole = windowMs - stallAtMs - stallMs;
	const stops = stallMs === 0 || whole < 0 ? 0 : 1 + Math.floor(whole / stallEveryMs);
	const slowAnswers = stops * connections;
	const ordinary = (connections * (windowMs - stops * stallMs)) / baseMs;
	const answers = ordinary + slowAnswers;
	return {
		answers,
		slowAnswers,
		omitted: Math.max(0, (slowAnswers * stallMs) / baseMs - slowAnswers),
		pieces: [
			{ share: ordinary / answers, lowMs: baseMs, highMs: baseMs },
			{ share: slowAnswers / answers, lowMs: Math.max(0, stallMs - baseMs), highMs: stallMs },
		].filter(({ share }) => share > 0),
	};
}
