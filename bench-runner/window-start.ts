import { lookAt } from './look-at.ts';
import type { Sample } from './stages/5-sample.ts';
import type { RawWindow } from './trial.ts';

/** Less than this is noise in a window of seconds; 64 connections are open in a tenth of it. */
const connectingMsMin = 500;

/**
 * The look at the server from which its CPU time counts. Ten thousand connections take seconds to open, before the first
 * request: that work belongs to no request, so the count begins when the generator began to send; see `lookAt`.
 */
export function startOfWindow(raw: RawWindow, samples: readonly Sample[]): Sample {
	const { before, result, startedAt } = raw;
	if (result.startedAtUnixMs === undefined) return before;
	const connectingMs = result.startedAtUnixMs - Date.parse(startedAt);
	if (connectingMs < connectingMsMin) return before;
	const atMs = before.atMs + connectingMs;
	return lookAt(atMs, samples) ?? before;
}
