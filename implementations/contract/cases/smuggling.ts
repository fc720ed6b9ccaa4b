import type { ContractCase } from '../contract-case.ts';
import { open, request } from '../http-connection.ts';

/**
 * Requests whose end two programs can see in different places: a proxy that forwards one request
 * and a server that reads two let a stranger put words into the next client's mouth (RFC 9112 11.2).
 */
const SECOND = request('/ready');

/** Refused for its head alone, before anything else is done. */
const AMBIGUOUS_HEADS: [name: string, fields: string, body: string][] = [
	[
		'Content-Length and Transfer-Encoding',
		'Content-Length: 6\r\nTransfer-Encoding: chunked',
		`0\r\n\r\n${SECOND}`,
	],
	[
		'Transfer-Encoding and Content-Length',
		'Transfer-Encoding: chunked\r\nContent-Length: 6',
		`0\r\n\r\n${SECOND}`,
	],
	['two lengths that differ', 'Content-Length: 0\r\nContent-Length: 48', SECOND],
	['a length with a sign', 'Content-Length: +0', SECOND],
	['a length that is a list', 'Content-Length: 0, 48', SECOND],
	['a space before the colon', 'Transfer-Encoding : chunked', `0\r\n\r\n${SECOND}`],
	[
		'chunked not as the last encoding',
		'Transfer-Encoding: chunked, identity',
		`0\r\n\r\n${SECOND}`,
	],
];

/** A server that needs no body may have answered before it meets what is wrong, but must then close. */
const MALFORMED_BODIES: [name: string, fields: string, body: string][] = [
	['an encoding nobody knows', 'Transfer-Encoding: xchunked', `0\r\n\r\n${SECOND}`],
	['a size of a chunk with a sign', 'Transfer-Encoding: chunked', `+0\r\n\r\n${SECOND}`],
	['a size of a chunk that is no number', 'Transfer-Encoding: chunked', `z\r\n\r\n${SECOND}`],
];

export const smugglingCases: ContractCase[] = [
	...AMBIGUOUS_HEADS.map(([name, fields, body]) => closes(name, fields, body, [400, 501])),
	...MALFORMED_BODIES.map(([name, fields, body]) => closes(name, fields, body, [200, 400, 501])),
];

function closes(
	name: string,
	fields: string,
	body: string,
	statuses: readonly number[],
): ContractCase {
	return {
		name: `${name}: closed, and nothing after it is answered`,
		run: async (server) => {
			const connection = await open(server);
			try {
				connection.send(`GET /health HTTP/1.1\r\nHost: contract.test\r\n${fields}\r\n\r\n${body}`);
				for (;;) {
					const answer = await connection.answerOrClosed();
					if (answer === 'closed') return;
					if (answer.body.includes('"ready"')) {
						throw new Error('expected a closed connection, got an answer to what was in the body');
					}
					if (!statuses.includes(answer.status)) {
						throw new Error(`expected ${statuses.join(', ')} or closed, got ${answer.status}`);
					}
				}
			} finally {
				connection.destroy();
			}
		},
	};
}
