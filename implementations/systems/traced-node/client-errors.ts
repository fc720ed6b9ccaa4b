import type { Socket } from 'node:net';

/**
 * What node:http's parser refuses never becomes a request, so no route and no error handler sees it:
 * the answer is written to the raw socket. Fastify's own handler does the same in a shape of its own.
 */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
	if (error.code === 'ECONNRESET' || socket.destroyed) return;
	const [status, code, message] = REFUSALS[error.code ?? ''] ?? MALFORMED;
	if (socket.writable) {
		const body = JSON.stringify({ error: { code, message } });
		socket.write(
			`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: application/json\r\n` +
				`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
		);
	}
	// Where one request ends and the next begins is no longer known: nothing after it may be read.
	socket.destroy(error);
}

type Refusal = readonly [status: string, code: string, message: string];

const MALFORMED: Refusal = ['400 Bad Request', 'bad-request', 'This is not an HTTP request.'];

const REFUSALS: Record<string, Refusal> = {
	ERR_HTTP_REQUEST_TIMEOUT: [
		'408 Request Timeout',
		'request-timeout',
		'The request took too long to arrive.',
	],
	HPE_HEADER_OVERFLOW: [
		'431 Request Header Fields Too Large',
		'head-too-large',
		'The head may have at most 16384 bytes.',
	],
};
