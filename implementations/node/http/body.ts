import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendError } from './answers.ts';

const LIMIT_BYTES = 1_048_576;

/**
 * Calls `take` with the value of a JSON body once all of it has come, or answers 415, 413 or 400.
 *
 * `for await (const chunk of request)` reads better, but leaving its loop early destroys the
 * connection, and with it the chance to say why. Without the limit a client could fill the heap.
 */
export function readJson(
	request: IncomingMessage,
	response: ServerResponse,
	take: (value: unknown) => void,
): void {
	if (!JSON_TYPE.test(request.headers['content-type'] ?? '')) {
		return sendError(response, 'unsupported-media-type');
	}
	// Not a byte is read of what says itself that it is too much.
	if (Number(request.headers['content-length']) > LIMIT_BYTES) return refuse(response);

	const chunks: Buffer[] = [];
	let bytes = 0;
	request.on('data', (chunk: Buffer) => {
		bytes += chunk.length;
		if (bytes <= LIMIT_BYTES) chunks.push(chunk);
		else if (!response.headersSent) refuse(response);
	});
	request.on('end', () => {
		if (bytes > LIMIT_BYTES) return;
		// Decoded as a whole: a letter of several bytes may be cut in two where chunks meet.
		const value = parse(Buffer.concat(chunks).toString());
		if (value === undefined) sendError(response, 'invalid-body');
		else take(value);
	});
}

/** Letter case and parameters such as `; charset=utf-8` do not matter (RFC 9110 8.3.1). */
const JSON_TYPE = /^\s*application\/json\s*(?:;|$)/i;

/** Closes the connection: what still comes of the body would have to be read to find the next request. */
function refuse(response: ServerResponse): void {
	sendError(response, 'body-too-large', { Connection: 'close' });
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
