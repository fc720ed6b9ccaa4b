import type { ContractCase, ProcessCase } from '../contract-case.ts';
import { startControlledOrigin } from '../controlled-origin.ts';
import { errors, expectAnswer } from '../expect-answer.ts';
import { ask } from '../http-connection.ts';
import { startServer } from '../server-under-test.ts';
import { cacheFailureRules } from './cache-failures.ts';
import { cacheRules, document, type CacheRule } from './cache-rules.ts';

/** What can be asked with whatever origin there is. */
export const cacheCases: ContractCase[] = [
	{
		name: '/cached answers what the origin has at a key',
		workload: 'cache',
		async run(server) {
			for (const key of ['1', 'a-B_9', '1']) {
				expectAnswer(`/cached/${key}`, await ask(server, `/cached/${key}`), document(key));
			}
		},
	},
	{
		name: '/cached has nothing at what is no key',
		workload: 'cache',
		async run(server) {
			for (const target of ['/cached', '/cached/', '/cached/a/b', '/cached/a.b']) {
				expectAnswer(target, await ask(server, target), errors.notFound);
			}
		},
	},
];

/** Each with an origin and a server of its own. */
export const cacheProcessCases: ProcessCase[] = [...cacheRules, ...cacheFailureRules].map(
	({ name, environment, run }: CacheRule): ProcessCase => ({
		name: `cache: ${name}`,
		workload: 'cache',
		async run(subject) {
			const origin = await startControlledOrigin();
			try {
				const server = await startServer(subject, {
					ORIGIN_URL: origin.url,
					// Every case at once on a busy machine: the usual 2 s would pass.
					ORIGIN_WAIT_MS: '20000',
					...environment,
				});
				try {
					await run(server, origin);
				} finally {
					await server.stop();
				}
			} finally {
				await origin.stop();
			}
		},
	}),
);
