import type { ServerAddress } from './contract-case.ts';
import { open, type Answer } from './http-connection.ts';

export type BodyOptions = {
	method?: 'POST' | 'PUT';
	/** `none` leaves the field out. */
	contentType?: string;
	/** Cut into chunks of this many bytes instead of announcing a length. */
	chunkBytes?: number;
	/** More lines of the head, e.g. `If-Match: *`. */
	fields?: readonly string[];
};

/** Sends a body on a connection of its own. Answers `closed` where the server cut it off instead. */
export async function sendBody(
	server: ServerAddress,
	target: string,
	body: string | Buffer,
	options: BodyOptions = {},
): Promise<Answer | 'closed'> {
	const connection = await open(server);
	try {
		connection.send(requestWithBody(target, body, options));
		return await connection.answerOrClosed();
	} finally {
		connection.destroy();
	}
}

/** The request as a connection sends it: one character a byte. */
export function requestWithBody(
	target: string,
	body: string | Buffer,
	{ method = 'POST', contentType = 'application/json', chunkBytes, fields = [] }: BodyOptions = {},
): string {
	const bytes = Buffer.from(body);
	const framing =
		chunkBytes === undefined ? `Content-Length: ${bytes.length}` : 'Transfer-Encoding: chunked';
	const type = contentType === 'none' ? [] : [`Content-Type: ${contentType}`];
	const head = [
		`${method} ${target} HTTP/1.1`,
		'Host: contract.test',
		framing,
		...type,
		...fields,
		'',
		'',
	];
	const payload = chunkBytes === undefined ? bytes : inChunks(bytes, chunkBytes);
	return head.join('\r\n') + payload.toString('latin1');
}

function inChunks(bytes: Buffer, chunkBytes: number): Buffer {
	const parts: Buffer[] = [];
	for (let start = 0; start < bytes.length; start += chunkBytes) {
		const chunk = bytes.subarray(start, start + chunkBytes);
		parts.push(Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n'));
	}
	return Buffer.concat([...parts, Buffer.from('0\r\n\r\n')]);
}
