import type { ContractCase } from '../contract-case.ts';
import { errors, expectAnswer } from '../expect-answer.ts';
import { ask } from '../http-connection.ts';

/** The last ones are where routers differ: some tidy a path up, redirect, or take `//` for a host. */
const TARGETS = [
	'/',
	'/?n=5',
	'/hello/',
	'/Hello',
	'//hello',
	'/./hello',
	'/prime/',
	'/prime/?n=5',
	'/prime/5',
	'/primes?n=5',
	'/Prime?n=5',
	'/health/',
	'/healthz',
	'/favicon.ico',
	'//prime?n=5',
	'/./prime?n=5',
	'/health/../prime?n=5',
];

export const unknownPathCases: ContractCase[] = [
	...TARGETS.map(
		(target) =>
			({
				name: `${target} is not there`,
				run: async (server) =>
					expectAnswer(`GET ${target}`, await ask(server, target), errors.notFound),
			}) satisfies ContractCase,
	),
	{
		name: 'an unknown path is not there for POST either',
		run: async (server) =>
			expectAnswer('POST /nothing', await ask(server, '/nothing', 'POST'), errors.notFound),
	},
];
