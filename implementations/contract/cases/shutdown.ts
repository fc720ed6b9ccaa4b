import { setTimeout as sleep } from 'node:timers/promises';
import { workloadsOf } from '../../../src/core/schemas/implementation.ts';
import { workResult } from '../../../src/core/workloads/xorshift.ts';
import type { ProcessCase } from '../contract-case.ts';
import {
	errors,
	expectAnswer,
	expectSame,
	helloAnswer,
	primeAnswer,
	type ExpectedAnswer,
} from '../expect-answer.ts';
import { ask, open, request, type Answer, type Connection } from '../http-connection.ts';
import { startServer, type ServerUnderTest } from '../server-under-test.ts';
import type { Subject } from '../subjects.ts';

const IN_FLIGHT = 12;

/** What keeps a server busy the longest of all that it answers. */
type Dearest = { target: string; expected: ExpectedAnswer };

function dearestOf({ implementation, variant }: Subject): Dearest {
	const workloads = workloadsOf(implementation, variant);
	if (workloads.includes('prime')) {
		return { target: '/prime?n=20000', expected: primeAnswer(20_000, 224_737) };
	}
	if (workloads.includes('work')) {
		const body = JSON.stringify({ units: 10_000, result: workResult(10_000) });
		return { target: '/work?units=10000', expected: { status: 200, body } };
	}
	return { target: '/hello', expected: helloAnswer };
}

const running = (
	name: string,
	talk: (server: ServerUnderTest, connections: Connection[], dearest: Dearest) => Promise<void>,
	environment: Record<string, string> = {},
): ProcessCase => ({
	name,
	run: async (subject) => {
		const server = await startServer(subject, environment);
		const connections: Connection[] = [];
		try {
			await talk(server, connections, dearestOf(subject));
		} finally {
			for (const connection of connections) connection.destroy();
			await server.stop();
		}
	},
});

const drains = (signal: NodeJS.Signals): ProcessCase =>
	running(
		`${signal} answers what is in flight, takes nothing new and exits with 0`,
		async (server, connections, dearest) => {
			const answers = await keepBusy(server, connections, dearest);
			// The first answer shows that the server is at work on them.
			await Promise.race(answers);
			server.signal(signal);
			for (const answer of await Promise.all(answers)) {
				expectAnswer(`GET ${dearest.target} in flight`, answer, dearest.expected);
			}
			await expectExit(server, 0, 5);
			await expectRefused(server);
		},
	);

export const shutdownCases: ProcessCase[] = [
	drains('SIGTERM'),
	drains('SIGINT'),
	running(
		'while draining it is not ready, and says so or closes',
		async (server, connections, dearest) => {
			const half = await open(server);
			connections.push(half);
			// A request that is under way when the signal comes, and complete only afterwards.
			half.send('GET /ready HTTP/1.1\r\nHost: contract.test\r\n');
			void (await keepBusy(server, connections, dearest));
			await sleep(50);
			server.signal('SIGTERM');
			await untilRefused(server);
			half.send('\r\n');
			const answer = await half.answerOrClosed();
			if (answer !== 'closed') {
				expectAnswer('GET /ready while draining', answer, errors.notReady);
				expectSame('Connection', answer.headers.get('connection')?.join().toLowerCase(), 'close');
			}
			await expectExit(server, 0, 5);
		},
	),
	running('idle connections do not hold up the shutdown', async (server, connections) => {
		for (let place = 0; place < IN_FLIGHT; place += 1) {
			const idle = await open(server);
			connections.push(idle);
			idle.send(request('/health'));
			await idle.answer();
		}
		server.signal('SIGTERM');
		await expectExit(server, 0, 3);
	}),
	running(
		'a connection on which nothing was ever sent does not spoil the shutdown',
		async (server, connections) => {
			connections.push(await open(server));
			await sleep(100);
			server.signal('SIGTERM');
			await expectExit(server, 0, 9);
		},
	),
	running(
		'a request that never ends holds up the shutdown for SHUTDOWN_SECONDS at most',
		async (server, connections) => {
			const half = await open(server);
			connections.push(half);
			half.send('GET /health HTTP/1.1\r\nHost: contract.test\r\n');
			await sleep(200);
			server.signal('SIGTERM');
			await expectExit(server, [0, 1], 4);
		},
		{ SHUTDOWN_SECONDS: '1' },
	),
];

/** Requests in flight: on new connections and, as behind a load balancer, on ones used before. */
async function keepBusy(
	server: ServerUnderTest,
	connections: Connection[],
	{ target }: Dearest,
): Promise<Promise<Answer>[]> {
	const used = await openMany(server, IN_FLIGHT / 2);
	for (const connection of used) {
		connection.send(request('/health'));
		await connection.answer();
	}
	// Unlike those, these may still wait to be accepted when the signal comes.
	const busy = [...used, ...(await openMany(server, IN_FLIGHT / 2))];
	connections.push(...busy);
	for (const connection of busy) connection.send(request(target));
	const answers = busy.map((connection) => connection.answer());
	// Whoever does not look at them must not be ended by one that fails.
	for (const answer of answers) answer.catch(() => {});
	return answers;
}

function openMany(server: ServerUnderTest, count: number): Promise<Connection[]> {
	return Promise.all(Array.from({ length: count }, () => open(server)));
}

async function expectExit(
	server: ServerUnderTest,
	codes: number | readonly number[],
	secondsAtMost: number,
): Promise<void> {
	const code = await Promise.race([server.exit, sleep(secondsAtMost * 1_000, 'late' as const)]);
	if (code === 'late')
		throw new Error(`expected the server to exit within ${secondsAtMost} s, it did not`);
	if ([codes].flat().includes(code as number)) return;
	throw new Error(
		`expected exit ${[codes].flat().join(' or ')}, got ${code}; it wrote: ${server.written.stderr.trim() || 'nothing'}`,
	);
}

async function expectRefused(server: ServerUnderTest): Promise<void> {
	const answer = await ask(server, '/health').catch(() => undefined);
	if (answer !== undefined) throw new Error(`expected no new connection, got ${answer.status}`);
}

async function untilRefused(server: ServerUnderTest): Promise<void> {
	const deadlineMs = performance.now() + 3_000;
	while (performance.now() < deadlineMs) {
		try {
			const connection = await open(server);
			connection.destroy();
		} catch {
			return;
		}
		await sleep(20);
	}
	throw new Error('expected new connections to be refused after SIGTERM, they were taken for 3 s');
}
