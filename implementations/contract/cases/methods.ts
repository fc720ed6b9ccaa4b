import type { ContractCase } from '../contract-case.ts';
import { errors, expectAnswer, expectSame } from '../expect-answer.ts';
import { ask } from '../http-connection.ts';

const TARGETS: [target: string, workload?: string][] = [
	['/health'],
	['/ready'],
	['/hello', 'hello'],
	['/prime?n=6', 'prime'],
	['/prime?n=abc', 'prime'],
];
const METHODS = ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'];

export const methodCases: ContractCase[] = TARGETS.flatMap(([target, workload]) =>
	METHODS.map((method) => ({
		name: `${method} ${target} is not allowed`,
		...(workload === undefined ? {} : { workload }),
		run: async (server) => {
			const answer = await ask(server, target, method);
			expectAnswer(`${method} ${target}`, answer, errors.methodNotAllowed);
			expectSame(`Allow of ${method} ${target}`, answer.headers.get('allow')?.join(), 'GET, HEAD');
		},
	})),
);
