import { expectAnsweredOnce, type Allowed } from '../answers-once.ts';
import type { ContractCase } from '../contract-case.ts';
import { expectAnswer, expectSame } from '../expect-answer.ts';
import { open, request } from '../http-connection.ts';

const refused: Allowed = [400, 'closed'];
const takenOrRefused: Allowed = [200, 400, 'closed'];

/** Where 200 is allowed beside a refusal, the field has no meaning that could be mistaken. */
const FIELDS: [name: string, fields: string, allowed: Allowed][] = [
	// RFC 9112 5.2: a field that goes on in the next line is refused, or read as if the break were a space.
	['a field in two lines', 'X-Folded: one\r\n two', takenOrRefused],
	['a field that begins in the second line', 'X-Folded:\r\n\tone', takenOrRefused],
	['a first line that goes on from none', ' X-Folded: one', refused],
	// RFC 9110 5.5 would let a server read CR and NUL as spaces; none does.
	['a carriage return inside a value', 'X-Value: one\rtwo', refused],
	['a carriage return before the end of the line', 'X-Value: one\r\r', takenOrRefused],
	['a NUL inside a value', 'X-Value: one\0two', refused],
	['a control character inside a value', 'X-Value: one\x01two', takenOrRefused],
	['a delete character inside a value', 'X-Value: one\x7ftwo', takenOrRefused],
	['a value that is not ASCII', 'X-Value: \xff\xc3\xa9', takenOrRefused],
	['a value of nothing', 'X-Value:', [200]],
	['a value of spaces', 'X-Value:   \t ', [200]],
	['no space before a value', 'X-Value:one', [200]],
	// RFC 9112 5.1: white space before the colon is refused.
	['a space before the colon of a field', 'X-Value : one', refused],
	['a tab before the colon of a field', 'X-Value\t: one', refused],
	['a field without a colon', 'X-Value', refused],
	['a field without a name', ': one', refused],
	['a name with a space', 'X Value: one', refused],
	['a name with a NUL', 'X\0Value: one', refused],
	['a name with a carriage return', 'X\rValue: one', refused],
	['a name with a slash', 'X/Value: one', refused],
	['a name that is not ASCII', 'X-V\xe4lue: one', refused],
	['a name of 4,000 letters', `${'X'.repeat(4_000)}: one`, [200, 400, 431]],
	['a field given 60 times', 'X-Value: one\r\n'.repeat(60).trimEnd(), [200]],
	// Within 16 KiB, yet more than parsers have room for: hyper's has it for 100.
	['a thousand short fields', 'a:1\r\n'.repeat(1_000).trimEnd(), [200, 400, 431, 'closed']],
	// Who routes by it has to look at it; no server here does, and hyper does not for them.
	['two fields Host', 'Host: other.test', takenOrRefused],
	['two equal fields Host', 'Host: contract.test', takenOrRefused],
	['an unknown expectation', 'Expect: a-miracle', [200, 400, 417, 'closed']],
	['a Connection of names nobody has', 'Connection: x, , keep-alive,\t', takenOrRefused],
	['a Connection that names Host', 'Connection: Host, Content-Length', takenOrRefused],
	['an Accept that nothing fits', 'Accept: image/png;q=1', [200]],
	['an encoding nobody offers', 'Accept-Encoding: br, gzip, *;q=0', [200]],
	['a range', 'Range: bytes=0-1', [200]],
	// 304 is right too where there is something to be modified: Express compares by itself.
	[
		'conditions',
		'If-None-Match: *\r\nIf-Modified-Since: Thu, 01 Jan 2099 00:00:00 GMT',
		[200, 304],
	],
	['another method by a field', 'X-HTTP-Method-Override: DELETE', [200]],
];

/** A client may ask for another protocol, and is answered in this one (RFC 9110 7.8). */
const UPGRADES: Record<string, string> = {
	'a web socket': 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13',
	'HTTP/2': 'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk',
	'no protocol': 'Connection: Upgrade',
};

const HOSTS: [name: string, line: string][] = [
	['no Host', ''],
	['an empty Host', 'Host:\r\n'],
	['a Host that is none', 'Host: a b\r\n'],
	['a Host with a path', 'Host: a/b?c\r\n'],
	['a Host with a port that is none', 'Host: a:99999999\r\n'],
];

export const headerFieldCases: ContractCase[] = [
	...FIELDS.map(([name, fields, allowed]): ContractCase => ({
		name: `${name} is answered once or refused`,
		run: (server) =>
			expectAnsweredOnce(
				server,
				`GET /health HTTP/1.1\r\nHost: contract.test\r\n${fields}\r\n\r\n`,
				allowed,
			),
	})),
	...HOSTS.map(([name, line]): ContractCase => ({
		name: `${name} is answered once or refused`,
		run: (server) =>
			expectAnsweredOnce(server, `GET /health HTTP/1.1\r\n${line}\r\n`, takenOrRefused),
	})),
	...Object.entries(UPGRADES).map(([name, fields]): ContractCase => ({
		name: `an upgrade to ${name} is answered by HTTP/1.1, and so is the next request, if it is kept`,
		run: async (server) => {
			const connection = await open(server);
			try {
				connection.send(request('/health', 'GET', [fields]));
				const { status } = await connection.answer();
				expectSame('the status', status, 200);
				// Not before: node:http drops what is pipelined behind such a request. actix-web closes.
				connection.send(request('/ready'));
				const next = await connection.answerOrClosed();
				if (next !== 'closed') expectSame('the next body', next.body, '{"status":"ready"}');
			} finally {
				connection.destroy();
			}
		},
	})),
	{
		name: 'a request that waits for "100 Continue" behind another is answered in its turn',
		run: async (server) => {
			const connection = await open(server);
			try {
				const waits = request('/health', 'GET', ['Expect: 100-continue']);
				connection.send(request('/ready') + waits + request('/nothing'));
				expectSame('the first body', (await connection.answer()).body, '{"status":"ready"}');
				const next = await connection.answer();
				// There is no body to be sent, so it may be left out.
				const second = next.status === 100 ? await connection.answer() : next;
				expectSame('the second body', second.body, '{"status":"ok"}');
				// A body that nobody was asked for may still come, so the connection may end here.
				const third = await connection.answerOrClosed();
				if (third !== 'closed') expectSame('the third status', third.status, 404);
			} finally {
				connection.destroy();
			}
		},
	},
	...['keep-alive', 'close', ''].map((wanted): ContractCase => ({
		name: `HTTP/1.0 with Connection: "${wanted}" is answered, and kept only by agreement`,
		run: async (server) => {
			const connection = await open(server);
			const field = wanted === '' ? '' : `Connection: ${wanted}\r\n`;
			try {
				connection.send(`GET /health HTTP/1.0\r\n${field}\r\n`);
				const answer = await connection.answer();
				expectAnswer('GET /health', answer, { status: 200, body: '{"status":"ok"}' });
				// RFC 9112 9.3: kept where the client asks for it and the server says so too.
				if (answer.headers.get('connection')?.join().toLowerCase() !== 'keep-alive') {
					await connection.closed(2);
					return;
				}
				expectSame('what the client had asked for', wanted, 'keep-alive');
				connection.send('GET /ready HTTP/1.0\r\n\r\n');
				expectSame('the next body', (await connection.answer()).body, '{"status":"ready"}');
			} finally {
				connection.destroy();
			}
		},
	})),
];
