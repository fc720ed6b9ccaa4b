import type { IncomingMessage, ServerResponse } from 'node:http';
import { isDraining } from './shutdown.ts';

/** What a server does with a request whose path it knows. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** Every error this server explains: one shape, and never the text of an exception. */
const ERRORS = {
	'not-found': [404, 'There is nothing at this path.'],
	'bad-gateway': [502, 'A service behind this one gave no answer.'],
	'not-ready': [503, 'The server is shutting down.'],
	'gateway-timeout': [504, 'A service behind this one took too long.'],
} as const;

/** Sends `value` as the whole answer. For HEAD, node:http keeps the headers and drops the body. */
export function sendJson(
	response: ServerResponse,
	status: number,
	value: unknown,
	headers: Record<string, string> = {},
): void {
	const body = JSON.stringify(value);
	// Asked now, not when the request came: a request in flight at SIGTERM ends its connection too.
	if (isDraining()) response.setHeader('Connection', 'close');
	response.writeHead(status, {
		'Content-Type': 'application/json',
		// Without a length node:http would send the body in chunks, whose framing is larger than it.
		'Content-Length': Buffer.byteLength(body),
		...headers,
	});
	response.end(body);
}

export function sendError(
	response: ServerResponse,
	code: keyof typeof ERRORS,
	headers: Record<string, string> = {},
): void {
	const [status, message] = ERRORS[code];
	sendJson(response, status, { error: { code, message } }, headers);
}

/** Every path here answers GET and HEAD. */
export function sendMethodNotAllowed(response: ServerResponse): void {
	const message = 'This path answers GET and HEAD.';
	const headers = { Allow: 'GET, HEAD' };
	sendJson(response, 405, { error: { code: 'method-not-allowed', message } }, headers);
}
