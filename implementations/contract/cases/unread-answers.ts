import { setTimeout as sleep } from 'node:timers/promises';
import { makeRecords } from '../../../src/core/workloads/records.ts';
import type { ContractCase } from '../contract-case.ts';
import { errors, expectAnswer, expectSame, type ExpectedAnswer } from '../expect-answer.ts';
import { ask, open, request } from '../http-connection.ts';
import { initialItem } from '../known-requests.ts';

/** More than the kernel holds for a client that does not read, some 3 MB, where the path's answers are large enough. */
const ASKED: [target: string, requests: number, expected: ExpectedAnswer, workload?: string][] = [
	['/nothing', 1_000, errors.notFound],
	['/items?from=1&limit=100', 1_000, ok({ items: firstItems(100), next: 101 }), 'store'],
	['/json?records=900&seed=1', 60, ok({ records: makeRecords(900, 1) }), 'json'],
];

export const unreadAnswerCases: ContractCase[] = ASKED.map(
	([target, requests, expected, workload]) => ({
		name: `a client that asks for ${target} ${requests} times before it reads harms nobody, and has its answers in the end`,
		...(workload === undefined ? {} : { workload }),
		run: async (server) => {
			const connection = await open(server);
			try {
				connection.pause();
				connection.send(request(target).repeat(requests));
				for (let look = 0; look < 3; look += 1) {
					await sleep(100);
					const startedMs = performance.now();
					expectSame('the status of /health', (await ask(server, '/health')).status, 200);
					const tookMs = performance.now() - startedMs;
					if (tookMs > 10_000)
						throw new Error(`expected /health within 10 s, got it in ${Math.round(tookMs)} ms`);
				}
				connection.resume();
				// It goes on asking: actix-http 3.20.0 forgets requests that it has read while an answer could not be sent,
				// until it hears of the connection again.
				const more = setInterval(() => connection.send(request(target)), 300);
				try {
					for (let answer = 1; answer <= requests; answer += 1) {
						expectAnswer(`GET ${target}, answer ${answer}`, await connection.answer(), expected);
					}
				} finally {
					clearInterval(more);
				}
			} finally {
				connection.destroy();
			}
		},
	}),
);

function firstItems(count: number): unknown[] {
	return Array.from({ length: count }, (_, place) => initialItem(place + 1));
}

function ok(value: unknown): ExpectedAnswer {
	return { status: 200, body: JSON.stringify(value) };
}
