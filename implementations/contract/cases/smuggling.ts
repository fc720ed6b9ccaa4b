import type { ContractCase } from '../contract-case.ts';
import { open } from '../http-connection.ts';

/**
 * Requests whose end two programs can see in different places: a proxy that forwards one request
 * and a server that reads two let a stranger put words into the next client's mouth (RFC 9112 11.2).
 */
const SECOND = 'GET /prime?n=6 HTTP/1.1\r\nHost: contract.test\r\n\r\n';

const AMBIGUOUS: [name: string, fields: string, body: string][] = [
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
	['an encoding it does not know', 'Transfer-Encoding: xchunked', `0\r\n\r\n${SECOND}`],
	[
		'chunked not as the last encoding',
		'Transfer-Encoding: chunked, identity',
		`0\r\n\r\n${SECOND}`,
	],
	['a size of a chunk with a sign', 'Transfer-Encoding: chunked', `+0\r\n\r\n${SECOND}`],
];

export const smugglingCases: ContractCase[] = AMBIGUOUS.map(([name, fields, body]) => ({
	name: `${name}: refused or closed, and nothing after it is answered`,
	run: async (server) => {
		const connection = await open(server);
		try {
			connection.send(`GET /health HTTP/1.1\r\nHost: contract.test\r\n${fields}\r\n\r\n${body}`);
			for (;;) {
				const answer = await connection.answerOrClosed();
				if (answer === 'closed') return;
				if (answer.body.includes('"prime"')) {
					throw new Error('expected a closed connection, got an answer to what was in the body');
				}
				if (answer.status !== 400 && answer.status !== 501) {
					throw new Error(`expected 400, 501 or a closed connection, got ${answer.status}`);
				}
			}
		} finally {
			connection.destroy();
		}
	},
}));
