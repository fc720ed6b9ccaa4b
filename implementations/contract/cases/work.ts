import { workResult } from '../../../src/core/workloads/xorshift.ts';
import type { ContractCase } from '../contract-case.ts';
import { expectAnswer } from '../expect-answer.ts';
import { ask } from '../http-connection.ts';
import { refusesAllBut } from './whole-numbers.ts';

const UNITS = [0, 1, 2, 3, 10, 77, 1000, 12_345];

export const workCases: ContractCase[] = [
	...UNITS.map((units) => same(`/work?units=${units}`, units)),
	same('/work?units=%37', 7),
	same('/work?x=1&units=4&y=%zz', 4),
	...refusesAllBut({
		workload: 'work',
		prefix: '/work?',
		name: 'units',
		from: 0,
		to: 1_000_000,
	}),
];

function same(target: string, units: number): ContractCase {
	return {
		name: `${target} answers for ${units} units`,
		workload: 'work',
		run: async (server) => {
			const body = JSON.stringify({ units, result: workResult(units) });
			expectAnswer(`GET ${target}`, await ask(server, target), { status: 200, body });
		},
	};
}
