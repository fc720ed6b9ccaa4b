import type { ContractCase } from '../contract-case.ts';
import {
	errors,
	expectAnswer,
	expectSame,
	primeAnswer,
	type ExpectedAnswer,
} from '../expect-answer.ts';
import { open, request, type Connection } from '../http-connection.ts';

type Question = [target: string, expected: ExpectedAnswer];

const PROCESS: Question[] = [
	['/health', { status: 200, body: '{"status":"ok"}' }],
	['/ready', { status: 200, body: '{"status":"ready"}' }],
	['/nothing', errors.notFound],
	['/ready', { status: 200, body: '{"status":"ready"}' }],
	['/health', { status: 200, body: '{"status":"ok"}' }],
];

/** The longest first: an answer that overtakes another is seen. */
const PRIMES: Question[] = [
	['/prime?n=1229', primeAnswer(1229, 9973)],
	['/prime?n=1', primeAnswer(1, 2)],
	['/prime?n=500', primeAnswer(500, 3571)],
	['/prime?n=2', primeAnswer(2, 3)],
	['/prime?n=6', primeAnswer(6, 13)],
];

export const connectionCases: ContractCase[] = [
	...keptAndInOrder('of the process', PROCESS),
	...keptAndInOrder('for primes', PRIMES).map((rule) => ({ ...rule, workload: 'prime' })),
	on('a connection is kept after errors', async (connection) => {
		for (const target of ['/nothing', '/nothing', '/health']) {
			connection.send(request(target));
			await connection.answer();
		}
	}),
	on('Connection: close is granted', async (connection) => {
		connection.send(request('/health', 'GET', ['Connection: close']));
		const { headers } = await connection.answer();
		expectSame('Connection', headers.get('connection')?.join().toLowerCase(), 'close');
		await connection.closed(2);
	}),
	on('an HTTP/1.0 request is answered and its connection closed', async (connection) => {
		connection.send('GET /health HTTP/1.0\r\n\r\n');
		const { body } = await connection.answer();
		expectSame('the body for HTTP/1.0', body, '{"status":"ok"}');
		await connection.closed(2);
	}),
];

function keptAndInOrder(which: string, questions: readonly Question[]): ContractCase[] {
	const all = questions.map(([target]) => request(target)).join('');
	const expectAll = async (connection: Connection): Promise<void> => {
		for (const [target, expected] of questions) {
			expectAnswer(`GET ${target}`, await connection.answer(), expected);
		}
	};
	return [
		on(`a connection is kept for the next request ${which}`, async (connection) => {
			for (const [target, expected] of questions) {
				connection.send(request(target));
				expectAnswer(`GET ${target}`, await connection.answer(), expected);
			}
		}),
		on(`pipelined requests ${which} are answered in order`, async (connection) => {
			connection.send(all);
			await expectAll(connection);
		}),
		on(
			`requests ${which} that arrive in pieces of seven bytes are answered`,
			async (connection) => {
				for (let start = 0; start < all.length; start += 7) {
					connection.send(all.slice(start, start + 7));
					// Nagle's algorithm is off, so each turn of the loop becomes a packet of its own.
					await new Promise((resolve) => setImmediate(resolve));
				}
				await expectAll(connection);
			},
		),
	];
}

function on(name: string, talk: (connection: Connection) => Promise<void>): ContractCase {
	return {
		name,
		run: async (server) => {
			const connection = await open(server);
			try {
				await talk(connection);
			} finally {
				connection.destroy();
			}
		},
	};
}
