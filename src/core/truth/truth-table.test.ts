import { describe, expect, it } from 'vitest';
import { describeTruths, isKept, truthTable } from './truth-table.ts';
import type { Truth } from './truth.ts';

/*
 * Do the statistics keep what they promise? 5,000 made-up runs a row with a known truth, on fixed seeds. What
 * each row demands, and why, stands beside it.
 */
describe('in made-up runs whose truth is known', () => {
	it.each(truthTable().map((row) => [`${row.group} ${row.statement}`, row] as const))(
		'%s',
		(_, row) => {
			expect(isKept(row), describeTruths([row])[0]).toBe(true);
		},
	);

	it('computes the table once', () => {
		expect(truthTable()).toBe(truthTable());
	});
});

describe('describeTruths', () => {
	const row: Truth = {
		group: 'An interval',
		statement: 'holds the truth',
		share: 0.9494,
		draws: 5000,
		least: 0.93,
		most: 0.97,
		kind: 'promise',
	};

	it('says share, demand and sentence in a line', () => {
		expect(describeTruths([row])[0]).toMatch(
			/^ +94\.9 % {2}93 % to 97 % +An interval holds the truth$/,
		);
	});

	it('marks what is not kept, and what is a limit', () => {
		const broken = { ...row, share: 0.971 };
		expect(describeTruths([broken])[0]).toMatch(/^! +97\.1 %/);
		const oneSided = { ...row, least: 0, kind: 'limit' as const };
		expect(describeTruths([oneSided])[0]).toMatch(/at most 97 % .*\(a limit\)$/);
		expect(describeTruths([{ ...row, most: 1 }])[0]).toContain('at least 93 %');
	});
});
