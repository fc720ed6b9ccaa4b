import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contractCases } from './index.ts';

/** Each is wrong in its own way; together they break every rule that a case can ask about. */
const WRONG_SERVERS: Record<string, (socket: Socket) => void> = {
	'answers anything, twice, with the same prime': (socket) =>
		socket.on('data', () => {
			const body = '{"n":6,"prime":13}';
			const answer = `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
			socket.write(answer + answer);
		}),
	'closes every connection': (socket) => socket.destroy(),
};

const quick = contractCases.filter(({ slow }) => !slow);

describe('every case can fail', () => {
	const servers: Server[] = [];
	const sockets = new Set<Socket>();

	beforeAll(async () => {
		for (const treat of Object.values(WRONG_SERVERS)) {
			const server = createServer((socket) => {
				sockets.add(socket);
				socket.on('error', () => {});
				treat(socket);
			});
			await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
			servers.push(server);
		}
	});
	afterAll(() => {
		for (const socket of sockets) socket.destroy();
		for (const server of servers) server.close();
	});

	test.concurrent.each(quick)('$name', async ({ run }) => {
		const outcomes = await Promise.all(
			servers.map((server) => {
				const { port } = server.address() as AddressInfo;
				return run({ host: '127.0.0.1', port }).then(
					() => 'passed',
					(error: Error) => error.message,
				);
			}),
		);
		expect(outcomes.some((outcome) => outcome !== 'passed')).toBe(true);
	});
});

test('no two cases have the same name', () => {
	const names = contractCases.map(({ name }) => name);
	expect(names).toEqual([...new Set(names)]);
});
