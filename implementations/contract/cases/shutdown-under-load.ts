import { setTimeout as sleep } from 'node:timers/promises';
import { workloadsOf } from '../../../src/core/schemas/implementation.ts';
import type { ProcessCase } from '../contract-case.ts';
import { expectAnswer, expectSame } from '../expect-answer.ts';
import { open, type Connection } from '../http-connection.ts';
import { knownRequestsOf, type KnownRequest } from '../known-requests.ts';
import { startServer, type ServerUnderTest } from '../server-under-test.ts';
import type { Subject } from '../subjects.ts';

const CONNECTIONS_EACH = 3;
const LOADED_MS = 300;

type Load = { stopping: boolean; answered: number; failures: string[] };

export const shutdownUnderLoadCases: ProcessCase[] = [
	{
		name: 'SIGTERM under load: whatever any workload was sent before it is answered, a body half-way in full or not at all',
		run: (subject) =>
			withServer(subject, {}, async (server, connections) => {
				const load: Load = { stopping: false, answered: 0, failures: [] };
				const halfWay = await sendHalves(server, subject, connections);
				const clients: Promise<void>[] = [];
				for (const known of requestsFor(subject)) {
					for (let client = 0; client < CONNECTIONS_EACH; client += 1) {
						const connection = await open(server);
						connections.push(connection);
						clients.push(keepAsking(connection, known, load));
					}
				}
				await sleep(LOADED_MS);
				await untilAnswered(load, clients.length);
				// At once, so that nobody sends in between: what was sent before is in flight.
				load.stopping = true;
				server.signal('SIGTERM');
				await Promise.all(clients);
				expectSame('requests that failed', load.failures.join('; '), '');
				await halfWay.finish();
				await expectExit(server, [0], 5);
			}),
	},
	{
		name: 'a client that never reads its answers holds up the shutdown for SHUTDOWN_SECONDS at most',
		run: (subject) =>
			withServer(subject, { SHUTDOWN_SECONDS: '1' }, async (server, connections) => {
				for (const { text } of requestsFor(subject)) {
					const connection = await open(server);
					connections.push(connection);
					connection.pause();
					connection.send(text.repeat(1_000));
				}
				await sleep(200);
				server.signal('SIGTERM');
				await expectExit(server, [0, 1], 5);
			}),
	},
];

/** As many answers as there are clients, however busy the machine is, so that the server is well under way. */
async function untilAnswered(load: Load, clients: number): Promise<void> {
	const deadlineMs = performance.now() + 10_000;
	while (load.answered < clients && load.failures.length === 0) {
		if (performance.now() > deadlineMs) {
			throw new Error(`expected ${clients} answers before SIGTERM, got ${load.answered}`);
		}
		await sleep(20);
	}
}

/** Bodies whose end comes after the signal. They were not sent before it, so a server may let them go. */
async function sendHalves(
	server: ServerUnderTest,
	subject: Subject,
	connections: Connection[],
): Promise<{ finish(): Promise<void> }> {
	const halves = requestsFor(subject).filter(({ text }) => !text.startsWith('GET'));
	const asked = await Promise.all(
		halves.map(async ({ text, answer }) => {
			const connection = await open(server);
			connections.push(connection);
			connection.send(text.slice(0, -10));
			return { connection, answer, rest: text.slice(-10) };
		}),
	);
	return {
		async finish() {
			for (const { connection, rest } of asked) connection.send(rest);
			for (const { connection, answer } of asked) {
				const got = await connection.answerOrClosed();
				if (got !== 'closed') expectAnswer('a body half-way', got, answer);
				else expectSame('bytes of half an answer', connection.unread(), 0);
			}
		},
	};
}

async function withServer(
	subject: Subject,
	environment: Record<string, string>,
	talk: (server: ServerUnderTest, connections: Connection[]) => Promise<void>,
): Promise<void> {
	const server = await startServer(subject, environment);
	const connections: Connection[] = [];
	try {
		await talk(server, connections);
	} finally {
		for (const connection of connections) connection.destroy();
		await server.stop();
	}
}

function requestsFor({ implementation, variant }: Subject): KnownRequest[] {
	return knownRequestsOf(workloadsOf(implementation, variant));
}

async function keepAsking(
	connection: Connection,
	{ text, answer }: KnownRequest,
	load: Load,
): Promise<void> {
	const asked = text.slice(0, text.indexOf(' HTTP'));
	while (!load.stopping) {
		connection.send(text);
		try {
			expectAnswer(asked, await connection.answer(), answer);
			load.answered += 1;
		} catch (error) {
			load.failures.push(`${asked}: ${(error as Error).message}`);
			return;
		}
	}
}

async function expectExit(
	server: ServerUnderTest,
	codes: readonly number[],
	secondsAtMost: number,
): Promise<void> {
	const code = await Promise.race([
		server.exit,
		sleep(secondsAtMost * 1_000, 'a server that goes on' as const),
	]);
	if (codes.includes(code as number)) return;
	const wrote = server.written.stderr.trim() || 'nothing';
	throw new Error(`expected exit ${codes.join(' or ')}, got ${code}; it wrote: ${wrote}`);
}
