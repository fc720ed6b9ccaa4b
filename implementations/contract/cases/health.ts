import type { ContractCase } from '../contract-case.ts';
import { expectAnswer } from '../expect-answer.ts';
import { ask } from '../http-connection.ts';

export const healthCases: ContractCase[] = [
	{
		name: '/health says that the process lives',
		run: async (server) =>
			expectAnswer('GET /health', await ask(server, '/health'), {
				status: 200,
				body: '{"status":"ok"}',
			}),
	},
	{
		name: '/ready says that it takes requests',
		run: async (server) =>
			expectAnswer('GET /ready', await ask(server, '/ready'), {
				status: 200,
				body: '{"status":"ready"}',
			}),
	},
];
