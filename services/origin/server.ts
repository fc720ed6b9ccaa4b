import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { documentOf } from '../../src/core/workloads/document.ts';

/** Keys that begin so are for one reader each, and a cache may not keep them. */
const PRIVATE = 'private-';

/** Longer than any run: what leaves a cache leaves it for want of room. */
const CACHEABLE = 'max-age=86400, stale-if-error=86400';

/**
 * A service that is slow as those are that ask others: `GET /documents/{key}` waits, and then answers at little cost. What
 * a cache keeps from it is seen here alone: `GET /requests` says how many documents it was asked for.
 */
export function createOrigin(delayMs: number): Server {
	let requests = 0;
	const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
		const key = /^\/documents\/([\w-]+)$/.exec(request.url ?? '')?.[1];
		if (request.url === '/requests') return void response.end(JSON.stringify({ requests }));
		if (key === undefined) return void response.writeHead(404).end();
		requests += 1;
		await delay(delayMs);
		const body = documentOf(key);
		response.writeHead(200, {
			'Content-Type': 'application/json',
			'Content-Length': Buffer.byteLength(body),
			'Cache-Control': key.startsWith(PRIVATE) ? 'no-store' : CACHEABLE,
		});
		response.end(body);
	};
	// Whoever asks closes first, so that none of its requests meets a closing connection.
	return createServer({ keepAliveTimeout: 600_000 }, (request, response) => {
		void answer(request, response);
	});
}
