import { expectAnsweredOnce, type Allowed } from '../answers-once.ts';
import type { ContractCase } from '../contract-case.ts';
import { errors, helloAnswer, type ExpectedAnswer } from '../expect-answer.ts';
import { ask, request } from '../http-connection.ts';
import { initialItem } from '../known-requests.ts';
import { expectOneOf } from './body-path.ts';

/**
 * `%68` is `h` to whoever decodes a path before routing it, and another path to whoever does not (RFC 3986 6.2.2.2 lets
 * both be). What must not be is a third answer.
 */
const SAME_OR_NOT_THERE: [target: string, workload: string, expected: ExpectedAnswer][] = [
	['/%68ello', 'hello', helloAnswer],
	['/hell%6F', 'hello', helloAnswer],
	['/%68%65%6C%6C%6F?x=%zz', 'hello', helloAnswer],
	['/items/%37', 'store', item(7)],
	['/item%73/7', 'store', item(7)],
];

/** Never what they would name if they were tidied up, and never more than a refusal. */
const NOT_THERE: [target: string, workload?: string][] = [
	['/%2fhealth'],
	['/health%2f'],
	['/health%00'],
	['/health%0d%0a'],
	['/health%3Fx'],
	['/health%'],
	['/health%zz'],
	['/%'],
	['/%2e%2e/health'],
	['/..%2fhealth'],
	['/x/%2e%2e/health'],
	['/../../../../etc/passwd'],
	['/%2e%2e%2f%2e%2e%2fetc/passwd'],
	['/..\\..\\health'],
	['/health;x=1'],
	['/health/.'],
	['/health/..'],
	['/health//'],
	['///health'],
	['/\u00a0health'],
	['/%E0%A4%A'],
	['/%C0%AFhealth'],
	[`/${'a/'.repeat(2_000)}`],
	['/items/%2e%2e/health', 'store'],
	['/items/7%2f', 'store'],
	['/items/7/', 'store'],
	['/items/7/8', 'store'],
	['/items//7', 'store'],
	['/items/7%00', 'store'],
	['/items/%zz', 'store'],
	['/items/%', 'store'],
	['/items/7;8', 'store'],
	['/items/summary/', 'store'],
	['/items/summary/7', 'store'],
	['/items/Summary', 'store'],
	['/items/', 'store'],
	// What 32 and 64 bits make of them is 7.
	['/items/4294967303', 'store'],
	['/items/18446744073709551623', 'store'],
	['/json/', 'json'],
	['/json/echo/', 'json'],
	['/json/other', 'json'],
	['/transform/', 'transform'],
];

const refused: Allowed = [404, 400, 'closed'];

export const pathCases: ContractCase[] = [
	...SAME_OR_NOT_THERE.map(([target, workload, expected]): ContractCase => ({
		name: `${target} is the same as decoded, or not there`,
		workload,
		run: async (server) =>
			expectOneOf(`GET ${target}`, await ask(server, target), [expected, errors.notFound]),
	})),
	...NOT_THERE.map(([target, workload]): ContractCase => ({
		name: `${target.slice(0, 40)} is nowhere`,
		...(workload === undefined ? {} : { workload }),
		run: (server) => expectAnsweredOnce(server, request(target), refused),
	})),
];

function item(id: number): ExpectedAnswer {
	return { status: 200, body: JSON.stringify(initialItem(id)) };
}
