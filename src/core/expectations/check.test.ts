import { describe, expect, it } from 'vitest';
import { sampleCell, sampleWindows } from '../samples.ts';
import type { MeasuredCell } from '../schemas/cell.ts';
import { medianInterval } from '../statistics/median-interval.ts';
import { checkExpectation } from './check.ts';
import { parseExpectation } from './parse.ts';

const cells = [
	cell('one', [10, 10.1, 10.2, 10, 10.1, 10]),
	cell('same', [10.1, 10, 10.1, 10.1, 10, 10.1]),
	cell('twice', [20, 20.3, 20.2, 20.1, 20.2, 19.9]),
];

describe('checkExpectation', () => {
	it.each([
		['go/one:single < go/twice:single', true],
		['go/twice:single < go/one:single', false],
		['go/one:single < go/same:single', false],
		['go/twice:single > go/one:single', true],
		['go/one:single > go/same:single', false],
		['go/one:single <= go/twice:single', true],
		['go/one:single <= go/same:single', true],
		['go/same:single <= go/one:single', true],
		['go/twice:single <= go/one:single', false],
		['go/one:single >= go/same:single', true],
		['go/twice:single >= go/one:single', true],
		['go/one:single >= go/twice:single', false],
	])('%s: %s', (order, holds) => {
		expect(check(`${order} in latencyMsP50 at capacity-n20000 on 1`).holds).toBe(holds);
	});

	it.each([
		['go/one:single ~ go/same:single', 5, true],
		['go/one:single ~ go/same:single', 0.5, false],
		['go/one:single ~ go/twice:single', 90, false],
		['go/twice:single is about 2 times go/one:single', 15, true],
		['go/one:single is about 0.5 times go/twice:single', 15, true],
		['go/twice:single is about 3 times go/one:single', 15, false],
		['go/one:single is about 2 times go/twice:single', 15, false],
	])('%s within %f %%: %s', (relation, percent, holds) => {
		const text = `${relation} in latencyMsP50 at capacity-n20000 on 1 within ${percent} %`;
		expect(check(text).holds).toBe(holds);
	});

	it('does not hold where a summary is no longer the median of its rounds', () => {
		const changed = cell('one', [10, 10.1, 10.2, 10, 10.1, 10]);
		const summary = { latencyMsP50: { median: 12, rounds: 6 } };
		const text = 'go/one:single < go/twice:single in latencyMsP50 at capacity-n20000 on 1';
		const expectation = parseExpectation(text);
		const outcome = checkExpectation(expectation, [{ ...changed, summary }, ...cells.slice(1)]);
		expect(outcome).toMatchObject({ holds: false });
		expect(outcome.sentence).toMatch(/is not the median of its rounds/);
	});

	it('says what was expected, observed and allowed', () => {
		const text =
			'go/twice:single is about 3 times go/one:single in latencyMsP50 at capacity-n20000 on 1 within 15 %';
		const { sentence, observed } = check(text);
		expect(observed?.ratio).toBeCloseTo(2, 1);
		expect(sentence).toBe(
			`Expected ${text}; it does not hold: go/twice:single / go/one:single is 2.00 times (1.99 to 2.01); 2.61 to 3.45 is allowed.`,
		);
	});

	it("says that a difference inside the run's A/A floor is none", () => {
		const text = 'go/twice:single > go/one:single in latencyMsP50 at capacity-n20000 on 1';
		const twin = { ...cell('one', [10, 10.1, 10.2, 10, 10.1, 25]), duplicate: true };
		expect(check(text)).toMatchObject({ holds: true });
		const beside = checkExpectation(parseExpectation(text), [...cells, twin]);
		expect(beside.holds).toBe(false);
		expect(beside.sentence).toContain('2.00 times (1.99 to 2.01): no difference detected');
	});

	it('does not hold where the run has no such figure', () => {
		const gone = check('go/one:single < go/gone:single in latencyMsP50 at capacity-n20000 on 1');
		expect(gone).toMatchObject({ holds: false });
		expect(gone).not.toHaveProperty('observed');
		expect(gone.sentence).toContain('no figure of go/gone:single at capacity-n20000 on 1');
		const metric = check('go/one:single < go/same:single in latencyMsP99 at capacity-n20000 on 1');
		expect(metric.sentence).toContain('share 0 rounds');
	});
});

function check(text: string) {
	return checkExpectation(parseExpectation(text), cells);
}

function cell(name: string, values: readonly number[]): MeasuredCell {
	const windows = sampleWindows(values.map((latencyMsP50) => ({ latencyMsP50 })));
	const estimate = medianInterval(values);
	const summary = estimate ? { latencyMsP50: estimate } : {};
	return sampleCell({ implementation: `go/${name}`, windows, summary });
}
