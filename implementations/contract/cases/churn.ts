import type { ContractCase } from '../contract-case.ts';
import { expectAnswer } from '../expect-answer.ts';
import { ask } from '../http-connection.ts';
import { refusesAllBut } from './whole-numbers.ts';

/** The last is more than the 100 that live unless told otherwise, so it drops what it has made itself. */
const SESSIONS = [1, 2, 25, 250];
const AT_ONCE = 20;

export const churnCases: ContractCase[] = [
	...SESSIONS.map((sessions): ContractCase => ({
		name: `/churn?sessions=${sessions} drops as many whole sessions as it makes`,
		workload: 'churn',
		run: async (server) => {
			const target = `/churn?sessions=${sessions}`;
			expectAnswer(`GET ${target}`, await ask(server, target), churned(sessions));
		},
	})),
	{
		name: 'requests that churn at once each drop whole sessions, and none twice',
		workload: 'churn',
		run: async (server) => {
			const target = '/churn?sessions=200';
			const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => ask(server, target)));
			for (const answer of answers) expectAnswer(`GET ${target}`, answer, churned(200));
		},
	},
	...refusesAllBut({
		workload: 'churn',
		prefix: '/churn?',
		name: 'sessions',
		from: 1,
		to: 10_000,
	}),
];

function churned(sessions: number) {
	const body = JSON.stringify({ sessions, dropped: sessions, visits: 4 * sessions });
	return { status: 200, body };
}
