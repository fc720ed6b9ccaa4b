import { makeOrders } from '../../../src/core/workloads/orders.ts';
import type { ProcessCase } from '../contract-case.ts';
import { errors, expectAnswer, expectSame } from '../expect-answer.ts';
import { ask, open, request, type Answer, type Connection } from '../http-connection.ts';
import { requestWithBody } from '../send-body.ts';
import { startServer } from '../server-under-test.ts';

/** Queues hold 256 a core, so this is more than any machine of up to 16 cores takes. */
const MOST_REQUESTS = 5_000;
const AT_ONCE = 250;

/** About 140 KB: dear enough to fill a queue, and read in a moment by the loop that answers /health. */
const ORDERS = 400;

/** The variants whose queue is bounded, for all that they compute elsewhere. */
const BOUNDED = ['pool', 'spawn-blocking', 'block-in-place'];

export function hasBoundedQueue(variant: string): boolean {
	return BOUNDED.includes(variant);
}

export const overloadCases: ProcessCase[] = [
	refusesBeyondItsQueue('prime', BOUNDED, () => request('/prime?n=20000'), '/health'),
	refusesBeyondItsQueue('work', BOUNDED, () => request('/work?units=20000'), '/work?units=0'),
	refusesBeyondItsQueue(
		'transform',
		['pool'],
		() => requestWithBody('/transform', JSON.stringify({ orders: makeOrders(ORDERS, 1) })),
		'/health',
	),
];

function refusesBeyondItsQueue(
	workload: string,
	variants: readonly string[],
	dearRequest: () => string,
	cheapPath: string,
): ProcessCase {
	return {
		name: `a full queue for ${workload} is answered with 503 and Retry-After, while ${cheapPath} goes on`,
		workload,
		variants,
		run: async (subject) => {
			const text = dearRequest();
			const server = await startServer(subject);
			const connections: Connection[] = [];
			const refusals: Answer[] = [];
			try {
				while (refusals.length === 0 && connections.length < MOST_REQUESTS) {
					const fresh = await Promise.all(Array.from({ length: AT_ONCE }, () => open(server)));
					connections.push(...fresh);
					for (const connection of fresh) {
						connection.send(text);
						// Most are cut off below, unanswered: only refusals are of interest here.
						connection.answer().then(
							(answer) => void (answer.status === 503 && refusals.push(answer)),
							() => {},
						);
					}
					await expectAnswered(server, cheapPath);
				}
				const [refusal] = refusals;
				if (refusal === undefined) {
					throw new Error(`expected 503 among ${connections.length} requests at once, got none`);
				}
				expectAnswer('a request too many', refusal, errors.overloaded);
				expectSame('Retry-After', refusal.headers.get('retry-after')?.join(), '1');
			} finally {
				for (const connection of connections) connection.destroy();
				await server.stop();
			}
		},
	};
}

async function expectAnswered(server: { host: string; port: number }, path: string): Promise<void> {
	const startedMs = performance.now();
	const { status } = await ask(server, path);
	expectSame(`the status of ${path} under overload`, status, 200);
	const waitedMs = performance.now() - startedMs;
	// Behind the whole queue it would come later still; a busy machine takes a second or two.
	if (waitedMs > 5_000) throw new Error(`expected ${path} within 5 s, got it in ${waitedMs} ms`);
}
