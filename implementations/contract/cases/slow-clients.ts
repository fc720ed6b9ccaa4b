import { setTimeout as sleep } from 'node:timers/promises';
import type { ContractCase, ServerAddress } from '../contract-case.ts';
import { expectSame } from '../expect-answer.ts';
import { open, request, type Connection } from '../http-connection.ts';
import { requestWithBody } from '../send-body.ts';
import type { BodyPath } from './body-path.ts';
import { bodyPaths } from './body-paths.ts';

type Limit = { what: string; afterSeconds: number; beforeSeconds: number };

/** Servers look at their limits in steps of up to a second, and machines are busy. */
const HEAD: Limit = { what: '10 s', afterSeconds: 8, beforeSeconds: 18 };
const WHOLE: Limit = { what: '30 s', afterSeconds: 26, beforeSeconds: 40 };
const IDLE_SECONDS = 12;

type SlowClient = [name: string, limit: Limit, talk: (connection: Connection) => Promise<void>];

const SLOW_HEADS: readonly SlowClient[] = [
	['a client that sends nothing', HEAD, async () => {}],
	[
		'a client that stops in the middle of a head',
		HEAD,
		async (connection) => connection.send('GET /health HTTP/1.1\r\nHost: contr'),
	],
	[
		// "Slowloris": each byte shows a sign of life, so a limit on silence alone never ends it.
		'a client that sends a head by the byte',
		HEAD,
		(connection) =>
			sendSlowly(connection, request('/health', 'GET', [`X-Slow: ${'x'.repeat(100)}`])),
	],
];

export const slowClientCases: ContractCase[] = [
	{
		// One case, because all of them only wait.
		name: 'clients that send nothing, half a head, or a head or body by the byte are cut off',
		slow: true,
		notAsPublished: true,
		run: async (server, workloads) => {
			const bodies = bodyPaths.filter(({ workload }) => workloads.includes(workload));
			const clients = [...SLOW_HEADS, ...bodies.map(slowBody)];
			await Promise.all(clients.map((client) => expectCutOff(server, client)));
		},
	},
	{
		name: `an idle connection is kept for ${IDLE_SECONDS} s and more`,
		slow: true,
		run: async (server) => {
			const connection = await open(server);
			try {
				connection.send(request('/health'));
				await connection.answer();
				await sleep(IDLE_SECONDS * 1_000);
				expectSame('whether the connection is open', connection.isOpen(), true);
				connection.send(request('/health'));
				await connection.answer();
			} finally {
				connection.destroy();
			}
		},
	},
];

function slowBody({ method, target, valid }: BodyPath): SlowClient {
	const text = requestWithBody(target, valid.padEnd(valid.length + 200), { method });
	const head = text.indexOf('\r\n\r\n') + 4;
	const talk = (connection: Connection): Promise<void> => {
		connection.send(text.slice(0, head));
		return sendSlowly(connection, text.slice(head));
	};
	return [`a client that sends a ${method} to ${target} by the byte`, WHOLE, talk];
}

async function expectCutOff(
	server: ServerAddress,
	[name, { what, afterSeconds, beforeSeconds }, talk]: SlowClient,
): Promise<void> {
	const connection = await open(server);
	try {
		// A server that went on answering would keep `talk` alive, so it must not be waited for.
		void talk(connection);
		const seconds = await connection.closed(beforeSeconds).catch(() => `${beforeSeconds} or more`);
		if (typeof seconds === 'number' && seconds >= afterSeconds) return;
		throw new Error(`${name}: expected to be cut off after ${what}, got ${seconds} s`);
	} finally {
		connection.destroy();
	}
}

async function sendSlowly(connection: Connection, text: string): Promise<void> {
	for (const byte of text) {
		if (!connection.isOpen()) return;
		connection.send(byte);
		await sleep(400);
	}
}
