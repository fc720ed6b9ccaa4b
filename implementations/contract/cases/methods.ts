import type { ContractCase } from '../contract-case.ts';
import { expectAnswer, expectSame, methodNotAllowed } from '../expect-answer.ts';
import { ask } from '../http-connection.ts';

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'];
const READ = ['GET', 'HEAD'];

const TARGETS: [target: string, allowed: readonly string[], workload?: string][] = [
	['/health', READ],
	['/ready', READ],
	['/hello', READ, 'hello'],
	['/prime?n=6', READ, 'prime'],
	['/prime?n=abc', READ, 'prime'],
	['/work?units=1', READ, 'work'],
	['/wait?ms=0&units=0', READ, 'wait'],
	['/churn?sessions=1', READ, 'churn'],
	['/json?records=1&seed=1', [...READ, 'POST'], 'json'],
	['/json/echo', ['POST'], 'json'],
	['/items/1', [...READ, 'PUT'], 'store'],
	['/items/none', [...READ, 'PUT'], 'store'],
	['/items?from=1&limit=1', READ, 'store'],
	['/items/summary?from=1&limit=1', READ, 'store'],
	['/counters/1', [...READ, 'PUT'], 'shared-state'],
	['/counters?key=1&times=1', [...READ, 'POST'], 'shared-state'],
	['/transform', ['POST'], 'transform'],
	['/me', READ, 'auth'],
	['/me/unlimited', READ, 'auth'],
	['/cached/7', READ, 'cache'],
];

export const methodCases: ContractCase[] = TARGETS.flatMap(([target, allowed, workload]) =>
	METHODS.filter((method) => !allowed.includes(method)).map((method) => ({
		name: `${method} ${target} is not allowed`,
		...(workload === undefined ? {} : { workload }),
		run: async (server) => {
			const answer = await ask(server, target, method);
			expectAnswer(`${method} ${target}`, answer, methodNotAllowed(allowed));
			expectSame(
				`Allow of ${method} ${target}`,
				answer.headers.get('allow')?.join(),
				allowed.join(', '),
			);
		},
	})),
);
