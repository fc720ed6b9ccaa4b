import { describe, expect, it } from 'vitest';
import type { Truth } from '../core/truth/truth.ts';
import { demandWords, truthGroups } from './truth-groups.ts';

describe('truthGroups', () => {
	it('says once what sentences share, and leaves a lone sentence whole', () => {
		const groups = truthGroups([
			truth('An interval', 'holds the truth: 6 rounds, noise of 6 %'),
			truth('An interval', 'holds the truth: 8 rounds'),
			truth('An interval', 'excludes 1: when it should'),
			truth('A decision', 'is right'),
		]);
		expect(groups.map(({ heading, rows }) => [heading, ...rows.map(({ words }) => words)])).toEqual(
			[
				['An interval holds the truth', '6 rounds, noise of 6\u00a0%', '8 rounds'],
				['An interval …', '… excludes 1: when it should'],
				['A decision …', '… is right'],
			],
		);
	});
});

it.each([
	[{ least: 0.93, most: 0.97 }, '93 to 97\u00a0%'],
	[{ least: 0, most: 0.0593 }, 'at most 5.9\u00a0%'],
	[{ least: 0.8, most: 1 }, 'at least 80\u00a0%'],
])('demandWords(%j)', (demand, words) => {
	expect(demandWords(demand)).toBe(words);
});

function truth(group: string, statement: string): Truth {
	return { group, statement, share: 0.95, draws: 5000, least: 0, most: 1, kind: 'promise' };
}
