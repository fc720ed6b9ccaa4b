import { expect, it } from 'vitest';
import { describeTruths, isKept, truthTable } from '../src/core/truth/truth-table.ts';

it('keeps every promise of the statistics, and prints how often', () => {
	process.stdout.write(`${describeTruths(truthTable()).join('\n')}\n`);
	expect(truthTable().filter((row) => !isKept(row))).toEqual([]);
});
