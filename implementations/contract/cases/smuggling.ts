import { expectAnsweredOnce, type Allowed } from '../answers-once.ts';
import type { ContractCase, ServerAddress } from '../contract-case.ts';
import { open, request } from '../http-connection.ts';
import { bodyPaths } from './body-paths.ts';

/**
 * Requests whose end two programs can see in different places: a proxy that forwards one request
 * and a server that reads two let a stranger put words into the next client's mouth (RFC 9112 11.2).
 */
const SECOND = request('/ready');
const CHUNKED = 'Transfer-Encoding: chunked';
const LENGTH = `Content-Length: ${SECOND.length}`;

/** Two ends, or one that cannot be read: refused for its head alone, before anything else is done. */
const AMBIGUOUS_HEADS: [name: string, fields: string][] = [
	['Content-Length and Transfer-Encoding', `Content-Length: 6\r\n${CHUNKED}`],
	['Transfer-Encoding and Content-Length', `${CHUNKED}\r\nContent-Length: 6`],
	['Transfer-Encoding and a length of nothing', `${CHUNKED}\r\nContent-Length: 0`],
	['two lengths that differ', `Content-Length: 0\r\n${LENGTH}`],
	['two lengths that differ, the longer first', `${LENGTH}\r\nContent-Length: 0`],
	['a length that is a list', `Content-Length: 0, ${SECOND.length}`],
	...[
		['with a plus', '+0'],
		['with a minus', '-1'],
		['in hexadecimal', '0x0'],
		['with a fraction', '0.0'],
		['with a space inside', '0 0'],
		['with an underscore', '0_0'],
		['that is no number', 'none'],
		['of nothing', ''],
		['beyond 64 bits', '18446744073709551616'],
		['of 400 digits', '9'.repeat(400)],
	].map(([name, length]): [string, string] => [`a length ${name}`, `Content-Length: ${length}`]),
	['a space before the colon of an encoding', 'Transfer-Encoding : chunked'],
	['a tab before the colon of an encoding', 'Transfer-Encoding\t: chunked'],
	['a NUL before the colon of an encoding', 'Transfer-Encoding\0: chunked'],
	['a space before the colon of a length', `Content-Length : ${SECOND.length}`],
	['chunked not as the last encoding', 'Transfer-Encoding: chunked, identity'],
	['a control character after chunked', 'Transfer-Encoding: chunked\x0b'],
	['a control character before chunked', 'Transfer-Encoding: \x0bchunked'],
	['an encoding of nothing', 'Transfer-Encoding:'],
];

/** Legal or not, a server that needs no body may have answered before it looks at them, but must then close. */
const STRANGE_ENCODINGS: [name: string, fields: string][] = [
	['an encoding nobody knows', 'Transfer-Encoding: xchunked'],
	['an encoding that does nothing', 'Transfer-Encoding: identity'],
	['chunked in quotes', 'Transfer-Encoding: "chunked"'],
	['a parameter of chunked', 'Transfer-Encoding: chunked;q=1'],
	['chunked twice', 'Transfer-Encoding: chunked, chunked'],
	['chunked in two fields', `${CHUNKED}\r\n${CHUNKED}`],
	['chunked and another in two fields', `${CHUNKED}\r\nTransfer-Encoding: x`],
];

/** Whoever reads them reads the same end; or they are refused. */
const UNUSUAL: [name: string, fields: string, body: string][] = [
	['an encoding before chunked', 'Transfer-Encoding: gzip, chunked', '1\r\na\r\n0\r\n\r\n'],
	['another and chunked in two fields', `Transfer-Encoding: x\r\n${CHUNKED}`, '0\r\n\r\n'],
	['a last chunk of 10,000 noughts', CHUNKED, `${'0'.repeat(10_000)}\r\n\r\n`],
	// A server that keeps neither may read as much of them as it likes.
	['an extension of 32 KiB', CHUNKED, `0;${'x'.repeat(32_768)}\r\n\r\n`],
	['a field of 32 KiB after the last chunk', CHUNKED, `0\r\nX: ${'x'.repeat(32_768)}\r\n\r\n`],
	['a malformed field after the last chunk', CHUNKED, '0\r\nX Y: 1\r\n\r\n'],
	['chunked in the next line', 'Transfer-Encoding:\r\n chunked', '1\r\na\r\n0\r\n\r\n'],
	['chunked in capital letters', 'Transfer-Encoding: CHUNKED', '1\r\na\r\n0\r\n\r\n'],
	['chunked between tabs', 'Transfer-Encoding:\tchunked\t', '1\r\na\r\n0\r\n\r\n'],
	['chunked in a list with nothing', 'Transfer-Encoding: ,chunked,', '1\r\na\r\n0\r\n\r\n'],
	['two equal lengths', `${LENGTH}\r\n${LENGTH}`, SECOND],
	['two equal lengths in a list', `${LENGTH}, ${SECOND.length}`, SECOND],
	['a length with leading zeros', `Content-Length: 000${SECOND.length}`, SECOND],
	['a length between tabs', `Content-Length:\t${SECOND.length}\t`, SECOND],
	['a length in the next line', `Content-Length:\r\n ${SECOND.length}`, SECOND],
];

const refused: Allowed = [400, 501];

export const smugglingCases: ContractCase[] = [
	...AMBIGUOUS_HEADS.map(([name, fields]) => closes(name, fields, refused)),
	...STRANGE_ENCODINGS.map(([name, fields]) => closes(name, fields, [200, ...refused])),
	...bodyPaths.flatMap(({ method, target, workload }) =>
		[...AMBIGUOUS_HEADS, ...STRANGE_ENCODINGS].map(([name, fields]): ContractCase => ({
			name: `${method} ${target} with ${name}: closed, and nothing after it is answered`,
			workload,
			// What a path says to a body of nothing is an answer too: the request was read as the chunks have it.
			run: (server) =>
				expectClosed(server, `${method} ${target} HTTP/1.1`, fields, [...refused, 411, 413, 415]),
		})),
	),
	...UNUSUAL.map(([name, fields, body]): ContractCase => ({
		name: `${name}: read as it is meant, or refused`,
		run: (server) =>
			expectAnsweredOnce(
				server,
				`GET /health HTTP/1.1\r\nHost: contract.test\r\n${fields}\r\n\r\n${body}`,
				[200, 400, 413, 431, 501, 'closed'],
			),
	})),
	{
		name: 'HTTP/1.0 in chunks: closed, and nothing after it is answered',
		// No program of HTTP/1.0 knows chunks, so one of those on the way saw another end (RFC 9112 6.1).
		run: (server) => expectClosed(server, 'GET /health HTTP/1.0', CHUNKED, [200, ...refused]),
	},
];

function closes(name: string, fields: string, allowed: Allowed): ContractCase {
	return {
		name: `${name}: closed, and nothing after it is answered`,
		run: (server) => expectClosed(server, 'GET /health HTTP/1.1', fields, allowed),
	};
}

/** By its chunks the request ends before the second one, by most lengths above after it. */
async function expectClosed(
	server: ServerAddress,
	line: string,
	fields: string,
	allowed: Allowed,
): Promise<void> {
	const body = fields.includes('Transfer') ? `0\r\n\r\n${SECOND}` : SECOND;
	await expectClosedAfter(
		server,
		`${line}\r\nHost: contract.test\r\n${fields}\r\n\r\n${body}`,
		allowed,
	);
}

/** @throws Error in a sentence where what stands behind the request is answered, or the connection stays open */
export async function expectClosedAfter(
	server: ServerAddress,
	text: string,
	allowed: Allowed,
): Promise<void> {
	const connection = await open(server);
	try {
		connection.send(text);
		for (;;) {
			const answer = await connection.answerOrClosed();
			if (answer === 'closed') return;
			if (answer.body.includes('"ready"')) {
				throw new Error('expected a closed connection, got an answer to what was in the body');
			}
			if (!allowed.includes(answer.status)) {
				throw new Error(`expected ${allowed.join(', ')} or closed, got ${answer.status}`);
			}
		}
	} finally {
		connection.destroy();
	}
}
