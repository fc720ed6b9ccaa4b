import { setTimeout as sleep } from 'node:timers/promises';
import type { ContractCase } from '../contract-case.ts';
import { expectSame } from '../expect-answer.ts';
import { open, request, type Connection } from '../http-connection.ts';

/** The limit is 10 s; servers look at it in steps of up to a second, and machines are busy. */
const CUT_OFF_AFTER_SECONDS = 8;
const CUT_OFF_BEFORE_SECONDS = 14;
const IDLE_SECONDS = 12;

const cutOff = (name: string, talk: (connection: Connection) => Promise<void>): ContractCase => ({
	name: `${name} is cut off after 10 s`,
	slow: true,
	notAsPublished: true,
	run: async (server) => {
		const connection = await open(server);
		try {
			// A server that went on answering would keep `talk` alive, so it must not be waited for.
			void talk(connection);
			const seconds = await connection.closed(CUT_OFF_BEFORE_SECONDS);
			if (seconds < CUT_OFF_AFTER_SECONDS) {
				throw new Error(`expected to be cut off after 10 s, got ${seconds.toFixed(1)} s`);
			}
		} finally {
			connection.destroy();
		}
	},
});

export const slowClientCases: ContractCase[] = [
	cutOff('a client that sends nothing', async () => {}),
	cutOff('a client that stops in the middle of a head', async (connection) =>
		connection.send('GET /health HTTP/1.1\r\nHost: contr'),
	),
	cutOff('a client that sends a head by the byte', async (connection) => {
		// "Slowloris": each byte shows a sign of life, so a limit on silence alone never ends it.
		for (const byte of request('/health', 'GET', [`X-Slow: ${'x'.repeat(100)}`])) {
			if (!connection.isOpen()) return;
			connection.send(byte);
			await sleep(400);
		}
	}),
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
