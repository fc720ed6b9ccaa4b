import type { IncomingMessage, ServerResponse } from 'node:http';
import { isDraining } from './shutdown.ts';
import type { WholeNumber } from './whole-number.ts';

/** What a server does with a request whose path it knows. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** Every error this server explains: one shape, and never the text of an exception. */
const ERRORS = {
	'invalid-body': [400, 'The body is not what this path takes.'],
	'not-found': [404, 'There is nothing at this path.'],
	'value-changed': [412, 'The counter has another value by now.', 'precondition-failed'],
	'body-too-large': [413, 'A body may have at most 1048576 bytes.'],
	'unsupported-media-type': [415, 'Send application/json.'],
	'value-required': [428, 'Send If-Match with the value that you read.', 'precondition-required'],
	'upgrade-required': [426, 'This path speaks WebSocket.'],
	internal: [500, 'The server failed to answer.'],
	'bad-gateway': [502, 'The origin does not answer.'],
	'gateway-timeout': [504, 'The origin did not answer in time.'],
	overloaded: [503, 'Too many requests are waiting.'],
	'not-ready': [503, 'The server is shutting down.'],
} as const satisfies Record<string, ErrorOfOurs>;

/** Its code is its name here, unless another follows. */
type ErrorOfOurs = readonly [status: number, message: string, code?: string];

/** Sends `value` as the whole answer. For HEAD, node:http keeps the headers and drops the body. */
export function sendJson(
	response: ServerResponse,
	status: number,
	value: unknown,
	headers: Record<string, string> = {},
): void {
	send(response, status, JSON.stringify(value), headers);
}

/** Sends what is JSON already as the whole answer. */
export function sendDocument(
	response: ServerResponse,
	body: Buffer,
	headers: Record<string, string>,
): void {
	send(response, 200, body, headers);
}

function send(
	response: ServerResponse,
	status: number,
	body: Buffer | string,
	headers: Record<string, string>,
): void {
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
	const [status, message, otherCode]: ErrorOfOurs = ERRORS[code];
	sendJson(response, status, { error: { code: otherCode ?? code, message } }, headers);
}

export function sendInvalidParameter(
	response: ServerResponse,
	{ name, least, most }: WholeNumber,
): void {
	const message = `${name} must be given once, as a whole number from ${least} to ${most}.`;
	sendJson(response, 400, { error: { code: 'invalid-parameter', message } });
}

/** @param methods the path's own, in the order of the field `Allow` */
export function sendMethodNotAllowed(response: ServerResponse, methods: readonly string[]): void {
	const message = `This path answers ${METHODS_IN_WORDS.format(methods)}.`;
	const headers = { Allow: methods.join(', ') };
	sendJson(response, 405, { error: { code: 'method-not-allowed', message } }, headers);
}

const METHODS_IN_WORDS = new Intl.ListFormat('en-GB');
