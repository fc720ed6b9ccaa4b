import type { Response } from 'express';
import { isDraining } from './shutdown.ts';

/** Every error this server explains: one shape, and never the text of an exception. */
const ERRORS = {
	'not-found': [404, 'There is nothing at this path.'],
	'method-not-allowed': [405, 'This path answers GET and HEAD.'],
	internal: [500, 'The server failed to answer.'],
	'not-ready': [503, 'The server is shutting down.'],
} as const;

/**
 * Stands in for Express's `response.json`, which does the same and then adds `; charset=utf-8` to the type:
 * a parameter that JSON does not have (RFC 8259, 11). `send` leaves the type of bytes as it is, and
 * everything else, the length and the ETag too, stays Express's affair.
 */
export function sendJson(this: Response, value: unknown): Response {
	// Asked now, not when the request came: a request in flight at SIGTERM ends its connection too.
	if (isDraining()) this.setHeader('Connection', 'close');
	this.setHeader('Content-Type', 'application/json');
	return this.send(Buffer.from(JSON.stringify(value)));
}

export function sendError(response: Response, code: keyof typeof ERRORS): void {
	const [status, message] = ERRORS[code];
	response.status(status).json({ error: { code, message } });
}
