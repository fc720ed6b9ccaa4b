import { lookAt } from './look-at.ts';
import type { Sample } from './stages/5-sample.ts';
import type { RawWindow } from './trial.ts';

/** A generator that keeps its connections open does so for longer, and one that does not has closed them by then. */
const closingMsMin = 400;

/**
 * The look at the server up to which its CPU time counts. To close ten thousand connections takes it as long as to answer
 * thousands of requests, and belongs to none: so where connections were kept open after the last answer (`keepsOpen`), the
 * count ends with that answer.
 */
export function endOfWindow(raw: RawWindow, samples: readonly Sample[]): Sample {
	const { before, after, result, startedAt } = raw;
	if (result.startedAtUnixMs === undefined) return after;
	const connectingMs = result.startedAtUnixMs - Date.parse(startedAt);
	const atMs = before.atMs + connectingMs + result.elapsedSeconds * 1000;
	if (after.atMs - atMs < closingMsMin) return after;
	return lookAt(atMs, [...samples, after]) ?? after;
}
