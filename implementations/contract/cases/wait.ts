import { workResult } from '../../../src/core/workloads/xorshift.ts';
import type { ContractCase } from '../contract-case.ts';
import { expectAnswer } from '../expect-answer.ts';
import { ask } from '../http-connection.ts';
import { refusesAllBut, wholeNumberError, type WholeNumber } from './whole-numbers.ts';

const MILLISECONDS: WholeNumber = {
	workload: 'wait',
	prefix: '/wait?units=0&',
	name: 'ms',
	from: 0,
	to: 10_000,
};
const UNITS: WholeNumber = {
	workload: 'wait',
	prefix: '/wait?ms=0&',
	name: 'units',
	from: 0,
	to: 1_000_000,
};
const AT_ONCE = 50;
const ASKED: [ms: number, units: number][] = [
	[0, 0],
	[1, 0],
	[0, 5],
	[20, 3],
	[150, 0],
];

export const waitCases: ContractCase[] = [
	...ASKED.map(([ms, units]): ContractCase => ({
		name: `/wait?ms=${ms}&units=${units} waits, computes and answers`,
		workload: 'wait',
		run: async (server) => {
			const startedMs = performance.now();
			const answer = await ask(server, `/wait?ms=${ms}&units=${units}`);
			const tookMs = performance.now() - startedMs;
			const body = JSON.stringify({ ms, units, result: workResult(units) });
			expectAnswer(`GET /wait?ms=${ms}&units=${units}`, answer, { status: 200, body });
			// A timer of whole milliseconds may have begun to count up to one of them earlier.
			if (tookMs < ms - 1) throw new Error(`expected ${ms} ms or more, got ${tookMs} ms`);
		},
	})),
	{
		name: 'waits overlap: fifty of 200 ms do not take ten seconds',
		workload: 'wait',
		run: async (server) => {
			const startedMs = performance.now();
			await Promise.all(Array.from({ length: AT_ONCE }, () => ask(server, '/wait?ms=200&units=0')));
			const tookMs = performance.now() - startedMs;
			if (tookMs > (AT_ONCE * 200) / 2) {
				throw new Error(`expected them to wait together, got ${Math.round(tookMs)} ms`);
			}
		},
	},
	...refusesAllBut(MILLISECONDS),
	...refusesAllBut(UNITS),
	{
		name: 'of two wrong parameters of /wait the first is named',
		workload: 'wait',
		run: async (server) =>
			expectAnswer('GET /wait', await ask(server, '/wait'), wholeNumberError(MILLISECONDS)),
	},
];
