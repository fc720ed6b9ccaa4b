import type { ContractCase, ProcessCase } from '../contract-case.ts';
import { expectAnswer } from '../expect-answer.ts';
import { ask } from '../http-connection.ts';
import { tracedFailureCases } from './traced-failures.ts';
import { tracedSpanCases } from './traced-spans.ts';
import { ITEM, NO_ITEM } from './traced-system.ts';

const NO_IDS = ['0', '1001', '07', '+7', '-7', '7.0', 'seven', '99999999999999999999'];

/** What a client sees, whether or not its requests are traced. */
export const tracedCases: ContractCase[] = ['/items', '/relay'].map((path) => ({
	name: `${path}/{id} answers an item for a number from 1 to 1000, and else that there is none`,
	workload: 'traced',
	async run(server) {
		expectAnswer(`${path}/7`, await ask(server, `${path}/7`), ITEM);
		const last = { status: 200, body: '{"id":1000,"name":"item 1000"}' };
		expectAnswer(`${path}/1000`, await ask(server, `${path}/1000`), last);
		for (const id of NO_IDS) {
			expectAnswer(`${path}/${id}`, await ask(server, `${path}/${id}`), NO_ITEM);
		}
	},
}));

export const tracedProcessCases: ProcessCase[] = [...tracedSpanCases, ...tracedFailureCases];
