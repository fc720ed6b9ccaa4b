import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contractCases } from './index.ts';

/** Each is wrong in its own way; together they break every rule that a case can ask about. The quick to be found come first. */
const WRONG_SERVERS: readonly ((socket: Socket) => void)[] = [
	function closesEveryConnection(socket) {
		socket.destroy();
	},
	function answersAnythingTwice(socket) {
		socket.on('data', () => {
			const body = '{"status":"ready","n":6,"prime":13}';
			const answer = `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
			socket.write(answer + answer);
		});
	},
	function saysNothingAndStays(socket) {
		socket.resume();
	},
];

const quick = contractCases.filter(({ slow }) => !slow);

describe('every case can fail', () => {
	const servers: Server[] = [];
	const sockets = new Set<Socket>();

	beforeAll(async () => {
		for (const treat of WRONG_SERVERS) {
			const server = createServer({ allowHalfOpen: true }, (socket) => {
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
		for (const server of servers) {
			const { port } = server.address() as AddressInfo;
			const passed = await run({ host: '127.0.0.1', port }, []).then(
				() => true,
				() => false,
			);
			if (!passed) return;
		}
		throw new Error('expected it to fail with one of the wrong servers at least');
	});
});

test('no two cases have the same name', () => {
	const names = contractCases.map(({ name }) => name);
	expect(names).toEqual([...new Set(names)]);
});
