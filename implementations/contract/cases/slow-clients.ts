import { setTimeout as sleep } from 'node:timers/promises';
import type { ContractCase } from '../contract-case.ts';
import { expectSame } from '../expect-answer.ts';
import { open, request, type Connection } from '../http-connection.ts';
import { requestWithBody } from '../send-body.ts';
import { bodyPaths } from './body-paths.ts';

type Limit = { what: string; afterSeconds: number; beforeSeconds: number };

/** Servers look at their limits in steps of up to a second, and machines are busy. */
const HEAD: Limit = { what: '10 s', afterSeconds: 8, beforeSeconds: 14 };
const WHOLE: Limit = { what: '30 s', afterSeconds: 26, beforeSeconds: 36 };
const IDLE_SECONDS = 12;

export const slowClientCases: ContractCase[] = [
	cutOff('a client that sends nothing', HEAD, async () => {}),
	cutOff('a client that stops in the middle of a head', HEAD, async (connection) =>
		connection.send('GET /health HTTP/1.1\r\nHost: contr'),
	),
	// "Slowloris": each byte shows a sign of life, so a limit on silence alone never ends it.
	cutOff('a client that sends a head by the byte', HEAD, (connection) =>
		sendSlowly(connection, request('/health', 'GET', [`X-Slow: ${'x'.repeat(100)}`])),
	),
	// The same one step later, on the path of each workload that takes a body.
	...[...new Map(bodyPaths.map((path) => [path.workload, path])).values()].map(
		({ method, target, workload, valid }) => ({
			...cutOff(`a client that sends a ${method} to ${target} by the byte`, WHOLE, (connection) => {
				const text = requestWithBody(target, valid.padEnd(valid.length + 200), { method });
				const head = text.indexOf('\r\n\r\n') + 4;
				connection.send(text.slice(0, head));
				return sendSlowly(connection, text.slice(head));
			}),
			workload,
		}),
	),
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

function cutOff(
	name: string,
	{ what, afterSeconds, beforeSeconds }: Limit,
	talk: (connection: Connection) => Promise<void>,
): ContractCase {
	return {
		name: `${name} is cut off after ${what}`,
		slow: true,
		notAsPublished: true,
		run: async (server) => {
			const connection = await open(server);
			try {
				// A server that went on answering would keep `talk` alive, so it must not be waited for.
				void talk(connection);
				const seconds = await connection.closed(beforeSeconds);
				if (seconds < afterSeconds) {
					throw new Error(`expected to be cut off after ${what}, got ${seconds.toFixed(1)} s`);
				}
			} finally {
				connection.destroy();
			}
		},
	};
}

async function sendSlowly(connection: Connection, text: string): Promise<void> {
	for (const byte of text) {
		if (!connection.isOpen()) return;
		connection.send(byte);
		await sleep(400);
	}
}
