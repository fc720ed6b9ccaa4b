import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { ContractCase, ProcessCase, ServerAddress } from '../contract-case.ts';
import { errors, expectAnswer, expectSame } from '../expect-answer.ts';
import { ask } from '../http-connection.ts';
import { startServer } from '../server-under-test.ts';

const LARGEST_BYTES = 64 * 1024;
const SECONDS = 10;
/** More than the kernel and a server's queue hold for one who does not read. */
const TOO_MANY = 350;
/** Small enough that what waits for one socket is far from 1 MiB. */
const BURST = 500;

type Path = '/sockets/echo' | '/sockets/broadcast';

export const socketCases: ContractCase[] = [
	...(['/sockets/echo', '/sockets/broadcast'] as const).map((path) =>
		rule({
			name: `${path} without an upgrade is refused with 426`,
			run: async (server) => {
				const answer = await ask(server, path);
				expectAnswer(`GET ${path}`, answer, errors.upgradeRequired);
				expectSame(`Upgrade of ${path}`, answer.headers.get('upgrade')?.join(), 'websocket');
			},
		}),
	),
	talking(
		'an echo is what was sent: text, bytes, nothing, and the largest',
		'/sockets/echo',
		1,
		async ([one]) => {
			const sent = ['Hello', '', 'Ære', Buffer.from([0, 255]), Buffer.alloc(LARGEST_BYTES, 7)];
			for (const data of sent) {
				one.send(data);
				const [got, isBinary] = await next(one, 'message');
				expectSame('the kind of an echo', isBinary, typeof data !== 'string');
				expectSame('an echo', String(got), String(data));
			}
		},
	),
	talking(
		'a message beyond 64 KiB closes its socket with 1009',
		'/sockets/echo',
		1,
		async ([one]) => {
			one.send(Buffer.alloc(LARGEST_BYTES + 1));
			await expectClose(one, 1009);
		},
	),
	talking('a ping is answered with its own bytes', '/sockets/echo', 1, async ([one]) => {
		one.ping('are you there');
		expectSame('a pong', String((await next(one, 'pong'))[0]), 'are you there');
	}),
	talking('a close is answered with its own code', '/sockets/echo', 1, async ([one]) => {
		one.close(1000);
		await expectClose(one, 1000);
	}),
	// One case, because all sockets of a server are in one room, and cases run side by side.
	talking(
		'a broadcast reaches all in the order sent, a burst too; who does not read is dropped with 1008 and holds nobody up',
		'/sockets/broadcast',
		3,
		async (all) => {
			const received = Promise.all(all.map((socket) => collect(socket, 3)));
			for (const data of ['1', '2', '3']) all[0].send(data);
			for (const own of await received) expectSame('what a socket received', own.join(), '1,2,3');
			await burst(all);
			await dropSlowOf(all);
		},
	),
];

export const socketProcessCases: ProcessCase[] = [
	{
		name: 'SIGTERM closes every socket with 1001, and the server exits with 0',
		workload: 'sockets',
		run: async (subject) => {
			const server = await startServer(subject);
			try {
				const open = [
					await connect(server, '/sockets/echo'),
					await connect(server, '/sockets/broadcast'),
				];
				const closes = open.map((socket) => expectClose(socket, 1001));
				server.signal('SIGTERM');
				await Promise.all(closes);
				expectSame('the exit', await server.exit, 0);
			} finally {
				await server.stop();
			}
		},
	},
];

/** More at once than a queue holds: whoever reads them has them all, though no writer had a turn in between. */
async function burst(all: Sockets): Promise<void> {
	const sent = Array.from({ length: BURST }, (_, index) => String(index));
	const received = Promise.all(all.map((socket) => collect(socket, BURST)));
	for (const data of sent) all[0].send(data);
	for (const own of await received) {
		expectSame('what a socket received of a burst', own.join(), sent.join());
	}
}

async function dropSlowOf([fast, slow]: Sockets): Promise<void> {
	slow.pause();
	for (let sent = 0; sent < TOO_MANY; sent++) {
		fast.send(Buffer.alloc(LARGEST_BYTES - 1));
		await next(fast, 'message');
	}
	const closed = next(slow, 'close');
	slow.resume();
	const [code] = await closed;
	// Who does not read may not have been able to read why.
	if (code !== 1008 && code !== 1006) {
		throw new Error(`expected it to be dropped, got ${String(code)}`);
	}
}

function rule(one: Omit<ContractCase, 'workload'>): ContractCase {
	return { ...one, workload: 'sockets' };
}

type Sockets = [WebSocket, WebSocket, ...WebSocket[]];

function talking(
	name: string,
	path: Path,
	sockets: number,
	talk: (open: Sockets) => Promise<void>,
): ContractCase {
	return rule({
		name,
		run: async (server) => {
			const open: WebSocket[] = [];
			try {
				for (let index = 0; index < sockets; index++) open.push(await connect(server, path));
				await talk(open as Sockets);
			} finally {
				for (const socket of open) socket.terminate();
			}
		},
	});
}

async function connect({ host, port }: ServerAddress, path: Path): Promise<WebSocket> {
	const socket = new WebSocket(`ws://${host}:${port}${path}`, { perMessageDeflate: false });
	// Whoever waits for something else is told by its own time-out.
	socket.on('error', () => {});
	await next(socket, 'open');
	return socket;
}

function next(socket: WebSocket, event: string): Promise<unknown[]> {
	return once(socket, event, { signal: AbortSignal.timeout(SECONDS * 1000) });
}

async function expectClose(socket: WebSocket, code: number): Promise<void> {
	expectSame('the code of a close', (await next(socket, 'close'))[0], code);
}

async function collect(socket: WebSocket, count: number): Promise<string[]> {
	const received: string[] = [];
	socket.on('message', (data: Buffer) => received.push(data.toString()));
	while (received.length < count) await next(socket, 'message');
	return received;
}
