import { overviewOf } from '../../../src/core/workloads/overview.ts';
import type { ContractCase, ServerAddress } from '../contract-case.ts';
import { errors, expectAnswer } from '../expect-answer.ts';
import { ask } from '../http-connection.ts';

export const OVERVIEW_WAYS = ['sequential', 'parallel', 'pipelined'] as const;

/** No customer has these: the largest id that can be, and what is none. */
const NOT_THERE = ['0', '2147483647', '2147483648', '-1', '01', 'abc', "1'", '9'.repeat(400)];

const ways = OVERVIEW_WAYS.flatMap((way) => [
	...[1, 7, 100].map((id) =>
		rule(`customer ${id}, ${way}`, async (server) => {
			const target = `/customers/${id}/overview/${way}`;
			const body = JSON.stringify(overviewOf(id));
			expectAnswer(`GET ${target}`, await ask(server, target), { status: 200, body });
		}),
	),
	rule(`a customer who is not there, ${way}`, (server) => expectNotThere(server, way)),
	rule(`twenty customers at once, each with their own figures, ${way}`, async (server) => {
		const ids = Array.from({ length: 20 }, (_, place) => place + 1);
		await Promise.all(
			ids.map(async (id) => {
				const answer = await ask(server, `/customers/${id}/overview/${way}`);
				const body = JSON.stringify(overviewOf(id));
				expectAnswer(`customer ${id}`, answer, { status: 200, body });
			}),
		);
	}),
]);

export const aggregateCases: ContractCase[] = [
	...ways,
	// Its answer and its queries: `database.ts`, where each server has a database to itself.
	rule('a customer who is not there, n-plus-one', (server) => expectNotThere(server, 'n-plus-one')),
];

async function expectNotThere(server: ServerAddress, way: string): Promise<void> {
	for (const id of NOT_THERE) {
		const target = `/customers/${id}/overview/${way}`;
		expectAnswer(`GET ${target}`, await ask(server, target), errors.notFound);
	}
}

function rule(name: string, run: ContractCase['run']): ContractCase {
	return { name: `aggregate: ${name}`, workload: 'aggregate', run };
}
