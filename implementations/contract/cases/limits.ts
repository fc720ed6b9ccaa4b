import type { ContractCase } from '../contract-case.ts';
import { expectSame } from '../expect-answer.ts';
import { ask, open, request } from '../http-connection.ts';

const field = (kibibytes: number): string => `X-Padding: ${'x'.repeat(kibibytes * 1_024)}`;

/** 20 fields of 1 KiB: more than 16 KiB together, though none of them is large. */
const fields = Array.from({ length: 20 }, (_, place) => `X-Padding-${place}: ${'x'.repeat(1_000)}`);

const refused = (name: string, text: string, statuses: readonly number[]): ContractCase => ({
	name: `${name} is refused and its connection closed`,
	run: async (server) => {
		const connection = await open(server);
		try {
			connection.send(text);
			const answer = await connection.answerOrClosed();
			if (answer !== 'closed' && !statuses.includes(answer.status)) {
				throw new Error(`${name}: expected ${statuses.join(' or ')}, got ${answer.status}`);
			}
			await connection.closed(2);
		} finally {
			connection.destroy();
		}
	},
});

export const limitCases: ContractCase[] = [
	{
		name: 'a head of 8 KiB is taken',
		run: async (server) =>
			expectSame('the status', (await ask(server, '/health', 'GET', [field(8)])).status, 200),
	},
	{
		name: 'a query of 8 KiB is taken',
		run: async (server) => {
			const { body } = await ask(server, `/health?x=${'x'.repeat(8 * 1_024)}`);
			expectSame('the body', body, '{"status":"ok"}');
		},
	},
	{
		name: '60 header fields are taken',
		run: async (server) => {
			const many = Array.from({ length: 60 }, (_, place) => `X-Field-${place}: 1`);
			expectSame('the status', (await ask(server, '/health', 'GET', many)).status, 200);
		},
	},
	refused('a field of 32 KiB', request('/health', 'GET', [field(32)]), [431, 400]),
	refused('a head of 20 fields of 1 KiB', request('/health', 'GET', fields), [431, 400]),
	refused('a target of 32 KiB', request(`/health?x=${'x'.repeat(32 * 1_024)}`), [414, 431, 400]),
	refused('a line that is not HTTP', 'hello\r\n\r\n', [400]),
];
