import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Product } from '../../../src/core/workloads/shop.ts';
import type { ServerAddress } from '../contract-case.ts';

/** What became of one request. */
export interface Outcome {
	sentAtMs: number;
	/** Until its answer was there as a whole. */
	tookMs: number;
	/** Of the answer; absent where the connection ended instead. */
	status: number | undefined;
	retryAfter: string | undefined;
	body: string;
}

export interface Load {
	outcomes: Outcome[];
	/** Ends when each request that was sent has its answer. */
	stop(): Promise<Outcome[]>;
	/** The stock that each writer's product must at least have: the last that a server said was written. */
	acknowledged: Map<number, number>;
}

/**
 * Connections that are kept and never idle, half of them readers; each writer counts up the stock of a product of its own.
 *
 * @param product the first writer's; the others have those after it
 */
export function startLoad(
	server: ServerAddress,
	{ connections, product }: { connections: number; product: Product },
): Load {
	const agent = new Agent({ keepAlive: true, maxSockets: connections });
	const load: Load = { outcomes: [], acknowledged: new Map(), stop: () => end() };
	let stopped = false;
	const reader = async (): Promise<void> => {
		while (!stopped) load.outcomes.push(await send(server, agent, 'GET', '/products/7'));
	};
	const writer = async (id: number): Promise<void> => {
		for (let stock = 1; !stopped; stock++) {
			const { id: _, version: __, ...draft } = product;
			const body = JSON.stringify({ ...draft, sku: `OUTAGE-${id}`, stock });
			const outcome = await send(server, agent, 'PUT', `/products/${id}`, body);
			load.outcomes.push(outcome);
			if (outcome.status === 200) load.acknowledged.set(id, stock);
		}
	};
	const workers = Array.from({ length: connections }, (_, index) =>
		index % 2 === 0 ? reader() : writer(product.id + index),
	);
	async function end(): Promise<Outcome[]> {
		stopped = true;
		await Promise.all(workers);
		agent.destroy();
		return load.outcomes;
	}
	return load;
}

/** What is sent after a refusal waits a little, as a client would that reads Retry-After in hundredths. */
async function send(
	{ host, port }: ServerAddress,
	agent: Agent,
	method: string,
	path: string,
	body?: string,
): Promise<Outcome> {
	const headers = body === undefined ? {} : { 'content-type': 'application/json', 'if-match': '*' };
	const sentAtMs = performance.now();
	const outcome = await new Promise<Outcome>((resolve) => {
		const end = (status: number | undefined, retryAfter: string | undefined, text: string): void =>
			resolve({ sentAtMs, tookMs: performance.now() - sentAtMs, status, retryAfter, body: text });
		const asked = request({ host, port, agent, method, path, headers }, (answer) => {
			let text = '';
			answer.setEncoding('utf8').on('data', (part: string) => (text += part));
			answer.on('end', () => end(answer.statusCode, answer.headers['retry-after'], text));
			answer.on('error', (error) => end(undefined, undefined, error.message));
		});
		asked.on('error', (error) => end(undefined, undefined, error.message));
		asked.end(body);
	});
	if (outcome.status !== 200) await sleep(10);
	return outcome;
}
