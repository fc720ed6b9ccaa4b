import type { ContractCase } from '../contract-case.ts';
import { expectAnswer, expectSame, primeAnswer } from '../expect-answer.ts';
import { open, request, type Connection } from '../http-connection.ts';

const PRIMES: [n: number, prime: number][] = [
	[1229, 9973],
	[1, 2],
	[500, 3571],
	[2, 3],
	[6, 13],
];

const all = PRIMES.map(([n]) => request(`/prime?n=${n}`)).join('');

async function expectAll(connection: Connection): Promise<void> {
	for (const [n, prime] of PRIMES) {
		expectAnswer(`GET /prime?n=${n}`, await connection.answer(), primeAnswer(n, prime));
	}
}

const on = (name: string, talk: (connection: Connection) => Promise<void>): ContractCase => ({
	name,
	run: async (server) => {
		const connection = await open(server);
		try {
			await talk(connection);
		} finally {
			connection.destroy();
		}
	},
});

export const connectionCases: ContractCase[] = [
	on('a connection is kept for the next request', async (connection) => {
		for (const [n, prime] of PRIMES) {
			connection.send(request(`/prime?n=${n}`));
			expectAnswer(`GET /prime?n=${n}`, await connection.answer(), primeAnswer(n, prime));
		}
	}),
	on('a connection is kept after errors', async (connection) => {
		for (const target of ['/prime?n=abc', '/nothing', '/health']) {
			connection.send(request(target));
			await connection.answer();
		}
	}),
	on('pipelined requests are answered in order', async (connection) => {
		connection.send(all);
		await expectAll(connection);
	}),
	on('requests that arrive in pieces of seven bytes are answered', async (connection) => {
		for (let start = 0; start < all.length; start += 7) {
			connection.send(all.slice(start, start + 7));
			// Nagle's algorithm is off, so each turn of the loop becomes a packet of its own.
			await new Promise((resolve) => setImmediate(resolve));
		}
		await expectAll(connection);
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
