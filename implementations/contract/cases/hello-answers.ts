import type { ContractCase } from '../contract-case.ts';
import { expectAnswer, helloAnswer } from '../expect-answer.ts';
import { ask } from '../http-connection.ts';

const TARGETS = [
	'/hello',
	'/hello?',
	'/hello?n=5',
	'/hello?n=%zz',
	// RFC 9112 3.2.2: a server accepts the absolute form too, which is what proxies are sent.
	'http://contract.test/hello',
];

export const helloAnswerCases: ContractCase[] = TARGETS.map((target) => ({
	name: `${target} answers with the constant`,
	workload: 'hello',
	run: async (server) => expectAnswer(`GET ${target}`, await ask(server, target), helloAnswer),
}));
