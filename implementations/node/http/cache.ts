import type { ServerResponse } from 'node:http';
import { LRUCache } from 'lru-cache';
import { sendDocument, sendError, type Handler } from './answers.ts';
import { freshnessOf } from './freshness.ts';
import { createOrigin, OriginFailed, type OriginAnswer } from './origin.ts';
import type { CacheSettings } from './settings.ts';

type Stored = {
	body: Buffer;
	cacheControl: string | undefined;
	/** By the clock that never jumps, when it was new at the origin. */
	bornMs: number;
	freshUntilMs: number;
	staleUntilMs: number;
};

/** What one call of the origin came to, for all who waited for it. */
type Fetched = { found: false } | { found: true; document: Stored; shared: boolean };

/**
 * Answers `GET /cached/{key}` from memory, or asks the origin.
 *
 * It says which in `Cache-Status` (RFC 9211) and not in `X-Cache`, which every cache writes in its own
 * way: the standard field also tells of a call that several waited for, and of how long an answer will be fresh.
 */
export function createCache({ originUrl, entries, ttlMs, waitMs }: CacheSettings): Handler {
	const askOrigin = createOrigin(originUrl, waitMs);
	// #region handler
	// lru-cache drops what was used longest ago once there are `max`. Of two answers for the same key
	// the later one counts, and its `ttl` (below) lets go of what is of no more use even for an error.
	const cache = new LRUCache<string, Stored>({ max: entries });
	// Calls that are on their way. The library's own `fetchMethod` would join them too, but it keeps
	// them in the cache itself: each takes the place of something useful, and one that is evicted
	// there is aborted (backgroundFetch in lru-cache 11.5).
	const flights = new Map<string, Promise<Fetched>>();

	const fetchOnce = (key: string): Promise<Fetched> => {
		const fetching = askOrigin(key).then((answer) => keep(key, answer));
		flights.set(key, fetching);
		// Both ways, and without an error of its own: who waits gets it from `fetching`.
		const landed = (): void => void flights.delete(key);
		fetching.then(landed, landed);
		return fetching;
	};

	const keep = (key: string, answer: OriginAnswer): Fetched => {
		if (!answer.found) {
			// What is gone must not come back as stale when the origin fails later.
			cache.delete(key);
			return answer;
		}
		const { body, cacheControl } = answer;
		const { storable, ageMs, freshMs, staleIfErrorMs } = freshnessOf(
			cacheControl,
			answer.age,
			ttlMs,
		);
		const nowMs = performance.now();
		const freshUntilMs = nowMs + freshMs;
		const staleUntilMs = freshUntilMs + staleIfErrorMs;
		const document = { body, cacheControl, bornMs: nowMs - ageMs, freshUntilMs, staleUntilMs };
		// A ttl of 0 would mean for ever.
		if (storable) cache.set(key, document, { ttl: Math.max(1, freshMs + staleIfErrorMs) });
		else cache.delete(key);
		return { found: true, document, shared: storable };
	};

	return async (request, response) => {
		const key = KEY.exec(request.url ?? '')?.[1];
		if (key === undefined) return sendError(response, 'not-found');
		const stored = cache.get(key);
		const nowMs = performance.now();
		if (stored !== undefined && nowMs < stored.freshUntilMs) {
			const ttl = Math.floor((stored.freshUntilMs - nowMs) / 1_000);
			return sendKept(response, stored, `hit; ttl=${ttl}`);
		}
		try {
			const joined = flights.get(key);
			let how = joined === undefined ? '; stored' : '; collapsed';
			let fetched = await (joined ?? fetchOnce(key));
			if (fetched.found && !fetched.shared) {
				how = '';
				// What nobody else may have was not for those who waited for it: each asks for itself.
				if (joined !== undefined) fetched = keep(key, await askOrigin(key));
			}
			if (!fetched.found) return sendError(response, 'not-found');
			send(response, fetched.document, { 'Cache-Status': `cache; fwd=miss${how}` });
		} catch (error) {
			if (!(error instanceof OriginFailed)) throw error;
			// Old is better than nothing, as long as the origin said so.
			if (stored === undefined || performance.now() >= stored.staleUntilMs) {
				return sendError(response, error.reason);
			}
			sendKept(response, stored, 'fwd=stale; detail=stale-if-error');
		}
	};
	// #endregion handler
}

/** Without the query, on which no document depends. */
const KEY = /^(?:https?:\/\/[^/?]*)?\/cached\/([\w-]{1,64})(?:\?|$)/i;

/** What was kept says for how long (RFC 9111 5.1). */
function sendKept(response: ServerResponse, stored: Stored, how: string): void {
	const age = Math.floor((performance.now() - stored.bornMs) / 1_000);
	send(response, stored, { 'Cache-Status': `cache; ${how}`, Age: String(age) });
}

function send(
	response: ServerResponse,
	{ body, cacheControl }: Stored,
	headers: Record<string, string>,
): void {
	const said = cacheControl === undefined ? {} : { 'Cache-Control': cacheControl };
	sendDocument(response, body, { ...headers, ...said });
}
