import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Operation } from '../../src/core/schemas/workload.ts';
import { startGuardian } from '../processes/guardian.ts';
import type { LoadWindow } from './generator.ts';
import { runGenerator } from './run-generator.ts';
import { closed, open, windowOf } from './samples.ts';
import { sockets } from './sockets.ts';

type Answer = (message: Buffer, socket: WebSocket, all: Set<WebSocket>) => void;

const back: Answer = (message, socket) => socket.send(message);
const toAll: Answer = (message, _, all) => all.forEach((one) => one.send(message));
const seconds = 0.2;

it('counts each echo, from the moment at which it was due', async () => {
	const result = await drive(back, 'echo', { ...open, ratePerSecond: 100 });
	expect(result).toMatchObject({
		connections: { planned: 4, established: 4, connectFailures: 0 },
		counts: { scheduled: 20, sent: 20, valid: 20, invalidLength: 0, unfinished: 0 },
		responseTime: { count: 20 },
		scheduleLag: { count: 20 },
	});
	expect(result.cpu?.userSeconds).toBeGreaterThan(0);
});

it('leads a window in with messages that nobody counts, and a closed loop with none', async () => {
	let received = 0;
	const counting: Answer = (message, socket, all) => {
		received++;
		back(message, socket, all);
	};
	const before = Date.now();
	const result = await drive(counting, 'echo', { ...open, ratePerSecond: 100 });
	expect({ received, counted: result.responseTime?.count }).toEqual({ received: 70, counted: 20 });
	expect(result.startedAtUnixMs).toBeGreaterThan(before + 500);
	received = 0;
	const { counts } = await drive(counting, 'echo', closed);
	expect(received).toBe(counts.sent);
});

it('rehearses a window with a rate by itself before it speaks to the server', async () => {
	let firstAtMs = Infinity;
	const noting: Answer = (message, socket, all) => {
		firstAtMs = Math.min(firstAtMs, performance.now());
		back(message, socket, all);
	};
	const startedAtMs = performance.now();
	await drive(noting, 'echo', { ...open, ratePerSecond: 100 });
	const threePartsMs = 3 * seconds * 1000;
	expect(firstAtMs - startedAtMs).toBeGreaterThan(threePartsMs + 500);
});

it('waits for the last receiver of a broadcast, which takes its time', async () => {
	const slowLast: Answer = (message, _, all) => {
		const [last, ...others] = [...all].reverse();
		for (const one of others) one.send(message);
		setTimeout(() => last?.send(message), 30);
	};
	const load = { ...open, ratePerSecond: 50 };
	const result = await drive(slowLast, 'broadcast', load);
	expect(result.counts).toMatchObject({ sent: 10, valid: 10 });
	expect(result.responseTime?.min).toBeGreaterThan(29_000);
	const quick = await drive(toAll, 'broadcast', load);
	expect(quick.responseTime?.min).toBeLessThan(29_000);
});

it('tells wrong bytes from no answer', async () => {
	const load = { ...open, ratePerSecond: 20 };
	const wrong = await drive((_, socket) => socket.send('other'), 'echo', load);
	expect(wrong.counts).toMatchObject({ valid: 0, invalidLength: 4, unfinished: 0 });
	const none = await drive(() => {}, 'echo', load);
	expect(none.counts).toMatchObject({ valid: 0, invalidLength: 0, unfinished: 4 });
});

it('sends again when the answer is there, where there is no rate', async () => {
	const { counts, scheduleLag } = await drive(back, 'echo', closed);
	expect(counts.valid).toBeGreaterThan(40);
	expect(scheduleLag).toBe(undefined);
});

it('says that a server opens no WebSocket', async () => {
	const server = createServer((_, response) => response.end());
	const port = await listening(server);
	await expect(run(windowOf(open, { port, operations: operationsOf('echo') }))).rejects.toThrow(
		`No WebSocket could be opened on /talk of port ${port}`,
	);
});

async function drive(answer: Answer, spoken: 'echo' | 'broadcast', load: LoadWindow['load']) {
	const http = createServer();
	const server = new WebSocketServer({ server: http });
	server.on('connection', (socket) => {
		socket.on('message', (data: Buffer) =>
			answer(Buffer.from(data.toString()), socket, server.clients),
		);
	});
	onTestFinished(() => server.close());
	const port = await listening(http);
	return run(windowOf(load, { port, seconds, operations: operationsOf(spoken), ownCpus: true }));
}

async function listening(server: ReturnType<typeof createServer>): Promise<number> {
	server.listen(0, '127.0.0.1');
	onTestFinished(() => {
		server.close();
		server.closeAllConnections();
	});
	await once(server, 'listening');
	return (server.address() as AddressInfo).port;
}

async function run(window: LoadWindow) {
	const guardian = startGuardian();
	onTestFinished(() => guardian.close());
	const { signal } = new AbortController();
	const tool = await sockets.prepare({ root: '', signal, report: () => {} });
	return runGenerator(sockets, tool, { ...window, cpus: undefined }, { guardian, signal });
}

function operationsOf(websocket: 'echo' | 'broadcast'): LoadWindow['operations'] {
	const operation: Operation = {
		method: 'GET',
		path: '/talk',
		websocket,
		body: 'Hello',
		expect: { status: 101, body: 'Hello' },
	};
	return [{ id: 'talk', weight: 1, operation }];
}
