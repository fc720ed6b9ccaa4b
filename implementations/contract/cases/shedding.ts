import type { ProcessCase } from '../contract-case.ts';
import { errors, expectAnswer, expectSame } from '../expect-answer.ts';
import { ask, open, request, type Answer } from '../http-connection.ts';
import { startServer } from '../server-under-test.ts';

const MOST_IN_FLIGHT = 64;
const TOO_MANY = 10;
/** Long enough that all are under way before the first is answered. */
const WAIT_MS = 2_000;

export const sheddingCases: ProcessCase[] = [
	{
		name: 'beyond 64 requests in flight each is refused at once with 503 and Retry-After, until some are answered',
		workload: 'wait',
		variants: ['limit'],
		run: async (subject) => {
			const server = await startServer(subject);
			const connections = await Promise.all(
				Array.from({ length: MOST_IN_FLIGHT + TOO_MANY }, () => open(server)),
			);
			try {
				const startedMs = performance.now();
				const refused: { answer: Answer; afterMs: number }[] = [];
				const answers = connections.map(async (connection) => {
					connection.send(request(`/wait?ms=${WAIT_MS}&units=0`));
					const answer = await connection.answer();
					if (answer.status !== 200)
						refused.push({ answer, afterMs: performance.now() - startedMs });
				});
				expectSame('/health meanwhile', (await ask(server, '/health')).status, 200);
				await Promise.all(answers);
				expectSame(`refusals of ${connections.length}`, refused.length, TOO_MANY);
				for (const { answer, afterMs } of refused) {
					expectAnswer('a request too many', answer, errors.overloaded);
					expectSame('Retry-After', answer.headers.get('retry-after')?.join(), '1');
					if (afterMs >= WAIT_MS)
						throw new Error(`expected refusals at once, got one after ${afterMs} ms`);
				}
				expectSame('a request after them', (await ask(server, '/wait?ms=0&units=0')).status, 200);
			} finally {
				for (const connection of connections) connection.destroy();
				await server.stop();
			}
		},
	},
	{
		name: 'clients that hang up give their places back',
		workload: 'wait',
		variants: ['limit'],
		run: async (subject) => {
			const server = await startServer(subject);
			try {
				for (let round = 0; round < 2; round++) {
					const gone = await Promise.all(
						Array.from({ length: MOST_IN_FLIGHT }, () => open(server)),
					);
					for (const connection of gone) connection.send(request('/wait?ms=150&units=0'));
					await ask(server, '/health');
					for (const connection of gone) connection.destroy();
					await untilServed(server);
				}
			} finally {
				await server.stop();
			}
		},
	},
];

async function untilServed(server: { host: string; port: number }): Promise<void> {
	const deadlineMs = performance.now() + 5_000;
	while (performance.now() < deadlineMs) {
		if ((await ask(server, '/wait?ms=0&units=0')).status === 200) return;
	}
	throw new Error('expected room after all clients had gone, got refusals for 5 s');
}
