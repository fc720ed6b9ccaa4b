import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** One id a request, in its answer and in all that is asked because of it. */
const ids = new WeakMap<IncomingMessage, string>();

/** The client's own where it is one that a log can hold, else a new one. */
export function requestId(request: IncomingMessage): string {
	const known = ids.get(request);
	if (known !== undefined) return known;
	const given = request.headers['x-request-id'];
	const id = typeof given === 'string' && /^[\w-]{1,64}$/.test(given) ? given : randomUUID();
	ids.set(request, id);
	return id;
}

/**
 * What of a request's head goes on to the programs behind: a list of what may, since of a list of what may not nobody knows
 * whether it is complete. `X-User-Id` is not in it, so that nobody but the gateway can say who somebody is; nor is
 * `X-Forwarded-For`, which is written anew.
 */
export function traced(request: IncomingMessage): Record<string, string> {
	const { accept, traceparent, tracestate } = request.headers;
	return {
		'x-request-id': requestId(request),
		'x-forwarded-for': request.socket.remoteAddress ?? 'unknown',
		...(accept && { accept }),
		...(typeof traceparent === 'string' && { traceparent }),
		...(typeof tracestate === 'string' && { tracestate }),
	};
}
