import { describe, expect, test } from 'vitest';
import { check, describeChecked } from './check.ts';
import { truths } from './truths.ts';

/** Few and short; truths.prove.ts has them long. */
const REPLICATIONS = 4;
const REQUESTS = 20_000;

describe('the simulator agrees with queueing theory', () => {
	test.each(truths.map((truth) => [truth.name, truth] as const))('%s', (_, truth) => {
		const checked = check(truth, REPLICATIONS, REQUESTS);
		expect(checked.holds, describeChecked(checked)).toBe(true);
	});
});

test('a result that is off by a tenth would be seen', () => {
	const [first] = truths;
	if (first === undefined) throw new Error('There are no truths.');
	const wrong = { ...first, expected: 1.1 * first.expected };
	expect(check(wrong, REPLICATIONS, REQUESTS).holds).toBe(false);
});
