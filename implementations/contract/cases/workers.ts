import { setTimeout as sleep } from 'node:timers/promises';
import type { ProcessCase } from '../contract-case.ts';
import { ask } from '../http-connection.ts';
import { childrenOf } from '../process-tree.ts';
import { startServer, type ServerUnderTest } from '../server-under-test.ts';

const SECONDS_TO_GIVE_UP = 20;

export const workerCases: ProcessCase[] = [
	{
		name: 'a worker process that dies is replaced, and the server goes on',
		variants: ['cluster'],
		run: async (subject) => {
			const server = await startServer(subject);
			try {
				const before = childrenOf(server.pid);
				const [victim] = before;
				if (victim === undefined) throw new Error('expected worker processes, found none');
				process.kill(victim, 'SIGKILL');
				await untilReplaced(server, victim, before.length);
				const { status } = await ask(server, '/health');
				if (status !== 200) throw new Error(`expected 200 afterwards, got ${status}`);
			} finally {
				await server.stop();
			}
		},
	},
	{
		name: 'a server that cannot keep its workers ends with exit 1',
		variants: ['cluster'],
		run: async (subject) => {
			const server = await startServer(subject);
			try {
				let code: number | NodeJS.Signals | undefined;
				void server.exit.then((exit) => (code = exit));
				const deadlineMs = performance.now() + SECONDS_TO_GIVE_UP * 1_000;
				while (code === undefined && performance.now() < deadlineMs) {
					// The oldest, once the port answers: it is killed at work, not while it starts.
					const healthy = await answersSoon(server);
					const [oldest] = childrenOf(server.pid);
					if (healthy && oldest !== undefined) killIfAlive(oldest);
					await sleep(50);
				}
				if (code !== 1) throw new Error(`expected exit 1, got ${code ?? 'a server that goes on'}`);
				if (childrenOf(server.pid).length > 0)
					throw new Error('expected no worker to be left behind');
			} finally {
				await server.stop();
			}
		},
	},
];

/** A connection that was on its way to a process as it died may never be answered, so this does not wait for long. */
function answersSoon(server: ServerUnderTest): Promise<boolean> {
	const answered = ask(server, '/health').then(
		() => true,
		() => false,
	);
	return Promise.race([answered, sleep(1_000, false)]);
}

function killIfAlive(pid: number): void {
	try {
		process.kill(pid, 'SIGKILL');
	} catch {
		// It ended between being listed and being killed.
	}
}

async function untilReplaced(
	server: ServerUnderTest,
	victim: number,
	wanted: number,
): Promise<void> {
	const deadlineMs = performance.now() + 5_000;
	while (performance.now() < deadlineMs) {
		const now = childrenOf(server.pid);
		if (now.length === wanted && !now.includes(victim)) return;
		await sleep(50);
	}
	throw new Error(
		`expected ${wanted} workers again within 5 s, got ${childrenOf(server.pid).length}`,
	);
}
