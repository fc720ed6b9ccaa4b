import type { ContractCase } from '../contract-case.ts';
import { errors, expectAnswer } from '../expect-answer.ts';
import { ask } from '../http-connection.ts';

const TARGETS = [
	'/prime',
	'/prime?',
	'/prime?n',
	'/prime?n=',
	'/prime?N=5',
	'/prime?n=abc',
	'/prime?n=0',
	'/prime?n=-1',
	'/prime?n=1.5',
	'/prime?n=5.0',
	'/prime?n=05',
	'/prime?n=+5',
	'/prime?n=%2B5',
	'/prime?n=5+',
	'/prime?n=%205',
	'/prime?n=5%00',
	'/prime?n=1e3',
	'/prime?n=1e9',
	'/prime?n=0x10',
	'/prime?n=1_000',
	'/prime?n=20001',
	// 2^31 and 2^32 + 5: a server that narrows before it checks would answer these.
	'/prime?n=2147483648',
	'/prime?n=4294967301',
	`/prime?n=${'9'.repeat(400)}`,
	'/prime?n=NaN',
	'/prime?n=Infinity',
	'/prime?n=5&n=6',
	'/prime?n=5&n=5',
	'/prime?n=5&n=',
	'/prime?n=5&x=1&n=6',
	'/prime?n[]=5',
	'/prime?n=%',
	'/prime?n=5%',
	'/prime?n=%zz',
	'/prime?n=%E0%A4%A',
	// Arabic-Indic five: a digit to Unicode, not to this contract.
	'/prime?n=%D9%A5',
];

export const primeErrorCases: ContractCase[] = TARGETS.map((target) => ({
	name: `${target.length > 60 ? `${target.slice(0, 40)}... (huge)` : target} is refused`,
	workload: 'prime',
	run: async (server) =>
		expectAnswer(`GET ${target}`, await ask(server, target), errors.invalidParameter),
}));
