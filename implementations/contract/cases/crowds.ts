import type { ContractCase } from '../contract-case.ts';
import { expectSame } from '../expect-answer.ts';
import { ask } from '../http-connection.ts';

const CLIENTS = 500;

export const crowdCases: ContractCase[] = [
	{
		name: `${CLIENTS} clients that connect at once are all answered`,
		run: async (server) => {
			const answers = await Promise.all(
				Array.from({ length: CLIENTS }, () => ask(server, '/ready')),
			);
			const statuses = new Set(answers.map(({ status }) => status));
			expectSame('the statuses', [...statuses].join(), '200');
		},
	},
];
