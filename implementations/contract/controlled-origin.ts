import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { documentOf } from '../../src/core/workloads/document.ts';

/** How the origin answers for a key; what is not said is as usual: 200, at once, with nothing said of caching. */
export type Behaviour = {
	status?: number;
	headers?: Record<string, string | string[]>;
	body?: string;
	delayMs?: number;
	/** Ends the connection in the middle of the body. */
	breaksOff?: true;
};

/** An origin in this process, whose documents answer as a case wants, and which can end and come back. */
export type ControlledOrigin = {
	url: string;
	/** From now on, for one key. */
	behave(key: string, behaviour: Behaviour): void;
	/** How often it was asked for a key. */
	requests(key: string): number;
	/** Refuses connections and cuts those that are open, as a service that has ended. */
	stop(): Promise<void>;
	/** On the same port. */
	start(): Promise<void>;
};

export async function startControlledOrigin(): Promise<ControlledOrigin> {
	const behaviours = new Map<string, Behaviour>();
	const asked: string[] = [];
	const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
		const key = request.url?.replace('/documents/', '');
		if (key === undefined) return;
		asked.push(key);
		const { status = 200, headers, body = documentOf(key), ...how } = behaviours.get(key) ?? {};
		if (how.delayMs !== undefined) await delay(how.delayMs);
		const length = Buffer.byteLength(body);
		response.writeHead(status, {
			'Content-Type': 'application/json',
			'Content-Length': length,
			...headers,
		});
		if (!how.breaksOff) return void response.end(body);
		response.write(body.slice(0, length / 2), () => response.destroy());
	};
	const first = await listen(answer, 0);
	const { port } = first;
	let { server } = first;
	return {
		url: `http://127.0.0.1:${port}`,
		behave: (key, behaviour) => void behaviours.set(key, behaviour),
		requests: (key) => asked.filter((one) => one === key).length,
		stop: () => server.end(),
		start: async () => void ({ server } = await listen(answer, port)),
	};
}

async function listen(
	answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
	port: number,
) {
	const sockets = new Set<Socket>();
	const server: Server = createServer((request, response) => void answer(request, response));
	server.on('connection', (socket) => {
		sockets.add(socket);
		socket.once('close', () => sockets.delete(socket));
	});
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', 4_096, resolve));
	const end = (): Promise<void> => {
		for (const socket of sockets) socket.destroy();
		return new Promise((resolve) => void server.close(() => resolve()));
	};
	return { server: { end }, port: (server.address() as AddressInfo).port };
}
