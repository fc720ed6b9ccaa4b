import type { ContractCase } from '../contract-case.ts';
import { expectHead, expectSame } from '../expect-answer.ts';
import { ask, open, request } from '../http-connection.ts';

const TARGETS: [target: string, workload?: string][] = [
	['/health'],
	['/ready'],
	['/nothing'],
	['/hello', 'hello'],
	['/prime?n=6', 'prime'],
	['/prime?n=abc', 'prime'],
	['/prime?n=1229', 'prime'],
	['/work?units=3', 'work'],
	['/wait?ms=1&units=1', 'wait'],
	['/churn?sessions=3', 'churn'],
	['/json?records=45&seed=1', 'json'],
	['/items/7', 'store'],
	['/items/none', 'store'],
	['/items?from=1&limit=20', 'store'],
	['/items/summary?from=1&limit=20', 'store'],
	['/json/echo', 'json'],
	['/counters/100', 'shared-state'],
	['/counters?key=100&times=3', 'shared-state'],
	['/transform', 'transform'],
	['/cached/a.b', 'cache'],
];

export const headCases: ContractCase[] = [
	...TARGETS.map(
		([target, workload]) =>
			({
				name: `HEAD ${target} has the status and headers of GET`,
				...(workload === undefined ? {} : { workload }),
				run: async (server) => {
					const get = await ask(server, target);
					const head = await ask(server, target, 'HEAD');
					expectSame(`the status of HEAD ${target}`, head.status, get.status);
					expectHead(`HEAD ${target}`, head, Buffer.byteLength(get.body));
					const names = (headers: Map<string, string[]>): string =>
						[...headers.keys()].sort().join();
					expectSame(
						`the names of HEAD ${target}'s fields`,
						names(head.headers),
						names(get.headers),
					);
				},
			}) satisfies ContractCase,
	),
	{
		name: 'HEAD has no body',
		run: async (server) => {
			const connection = await open(server);
			try {
				// The next answer on the connection starts where a body would be.
				connection.send(request('/ready', 'HEAD') + request('/health'));
				await connection.answer({ toHead: true });
				const { body } = await connection.answer();
				expectSame('what follows HEAD on the same connection', body, '{"status":"ok"}');
			} finally {
				connection.destroy();
			}
		},
	},
];
