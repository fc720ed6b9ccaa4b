import { isLong } from './arrivals.ts';
import type { Rule } from './rules.ts';
import { waitMs, type Request, type Stretch } from './schedule.ts';

/** What a lane's long requests meant for the short ones. */
export interface Outcome {
	readonly shorts: number;
	readonly waited: number;
	readonly longestMs: number;
}

/** A wait that is too short to be drawn; no wait is exactly nought where times are sums. */
const UNSEEN_MS = 0.1;

export function outcomeOf(requests: readonly Request[], stretches: readonly Stretch[]): Outcome {
	const waits = requests
		.filter((request) => !isLong(request))
		.map((request) => waitMs(request, stretches));
	return {
		shorts: waits.length,
		waited: waits.filter((wait) => wait > UNSEEN_MS).length,
		longestMs: Math.round(Math.max(...waits)),
	};
}

/** Short requests that have arrived and have not begun. */
export function waitingAt(
	requests: readonly Request[],
	stretches: readonly Stretch[],
	nowMs: number,
): number {
	return requests.filter(
		(request) =>
			!isLong(request) &&
			request.atMs <= nowMs &&
			request.atMs + waitMs(request, stretches) > nowMs,
	).length;
}

/** One lane's outcome, as it stands beside the lane. */
export function findingOf({ shorts, waited, longestMs }: Outcome): string {
	if (waited === 0) return 'No short request waits.';
	return `${waited} of ${shorts} short requests wait, the longest ${longestMs} ms.`;
}

/** The three lanes in one sentence, for who cannot see them. */
export function sentenceOf(lanes: readonly { rule: Rule; outcome: Outcome }[]): string {
	const parts = lanes.map(({ rule: { spoken }, outcome: { waited, longestMs } }) => {
		if (waited === 0) return `${spoken} none waited`;
		const who = waited === 1 ? '1 short request' : `${waited} short requests`;
		return `${spoken} ${who} waited, the longest ${longestMs} ms`;
	});
	return `${parts.join('; ')}.`.replace(/^./, (letter) => letter.toUpperCase());
}
