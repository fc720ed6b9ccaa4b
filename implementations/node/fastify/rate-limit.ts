import type { onRequestHookHandler } from 'fastify';
import { sendError } from './errors.ts';

export type Limits = {
	/** Of each subject. */
	ratePerSecond: number;
	/** How many may come at once before the rate counts. */
	burst: number;
	/** How many subjects are remembered. */
	mostSubjects: number;
};

// #region limiter
/**
 * A token bucket for each subject, written as the generic cell rate algorithm (ITU-T I.371, annex A): of a subject one
 * moment is kept, at which its bucket is full again. A request moves it on by the time that one request is worth; where it would lie
 * further ahead than a whole bucket, the request is refused and the difference is the time to wait.
 *
 * Written here because @fastify/rate-limit counts in fixed windows: it lets through twice its maximum around the end of one, and the
 * servers would be compared by different rules. This one is a process's own; behind several processes each would have a table, and
 * the limit is as many times as high unless they share it, as in Redis.
 *
 * A Map keeps the order of insertion, so one that takes each subject out and puts it back in is in the order of last use: the
 * first is the one to forget. He begins with a full bucket when he comes again.
 *
 * @returns for a subject and a moment: 0, or how many milliseconds to wait
 */
function createLimiter({ ratePerSecond, burst, mostSubjects }: Limits) {
	const intervalMs = 1_000 / ratePerSecond;
	const toleranceMs = (burst - 1) * intervalMs;
	const fullAt = new Map<string, number>();
	return (subject: string, nowMs: number): number => {
		const full = Math.max(nowMs, fullAt.get(subject) ?? nowMs);
		const waitMs = Math.max(0, full - toleranceMs - nowMs);
		fullAt.delete(subject);
		fullAt.set(subject, waitMs > 0 ? full : full + intervalMs);
		if (fullAt.size > mostSubjects) fullAt.delete(fullAt.keys().next().value ?? subject);
		return waitMs;
	};
}
// #endregion limiter

/**
 * A hook behind the one that verifies tokens. Whom a request counts for is what the issuer signed, never an address that the
 * client writes into a field itself.
 */
export function limitSubjects(limits: Limits): onRequestHookHandler {
	const take = createLimiter(limits);
	return ({ claims }, reply, done) => {
		if (!claims) return void sendError(reply, 'internal');
		// The monotonic clock: a moment that is kept must not be moved by whoever sets the time.
		const waitMs = take(claims.sub, performance.now());
		if (waitMs === 0) return done();
		// Rounded up: whoever comes back after 0 seconds is refused again.
		sendError(reply.header('Retry-After', String(Math.ceil(waitMs / 1_000))), 'rate-limited');
	};
}
