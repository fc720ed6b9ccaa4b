import { describe, expect, it } from 'vitest';
import { sampleCell, sampleFailedCell, sampleWindows } from '../samples.ts';
import type { Cell } from '../schemas/cell.ts';
import { medianInterval } from '../statistics/median-interval.ts';
import { tiers } from './tiers.ts';

const metric = 'serverCpuMsPerRequest';
const place = { track: '1', load: 'capacity-n20000', metric } as const;

describe('tiers', () => {
	it('puts subjects that cannot be told apart together, the lowest first', () => {
		const cells = [
			cell('slow', [20, 20.2, 19.9, 20.1, 20, 20.1]),
			cell('b', [10.1, 10, 10.1, 9.9, 10, 10.2]),
			cell('a', [10, 10.1, 9.9, 10, 10.1, 10]),
		];
		expect(names(cells)).toEqual([['go/a:single', 'go/b:single'], ['go/slow:single']]);
	});

	it('does not rank two that differ across a third which ties with both', () => {
		const cells = [
			cell('a', [10, 10, 10.01, 10, 10.01, 10]),
			cell('b', [11, 11, 11.01, 11, 11.01, 11]),
			cell('between', [9, 12, 10, 11.5, 8.9, 12.3]),
		];
		expect(names(cells.slice(0, 2))).toEqual([['go/a:single'], ['go/b:single']]);
		expect(names(cells)).toHaveLength(1);
	});

	it('orders tiers by their lowest member, even when the last one joined it', () => {
		const early = [10, 10, 10.01];
		const late = [12, 12, 12.01];
		const cells = [
			cell('early', early),
			cell('both', [11, 11, 11.01, 11, 11, 11.01]),
			// In no round with "early", and so not told apart from it.
			cell('late', late, 4),
		];
		expect(names(cells)).toEqual([['go/early:single', 'go/late:single'], ['go/both:single']]);
	});

	it('asks more of each pair when there are more', () => {
		const a = cell('a', [1, 1, 1, 1, 1, 1]);
		const b = cell('b', [1.02, 1.01, 1.05, 1.01, 1.04, 1]);
		expect(names([a, b])).toHaveLength(2);
		const others = [5, 10, 20, 40, 80].map((value) => cell(`x${value}`, Array(6).fill(value)));
		expect(names([a, b, ...others])).toHaveLength(6);
	});

	it('uses the A/A floor of the run', () => {
		const cells = [cell('a', [10, 10, 10]), cell('b', [10.3, 10.31, 10.3])];
		expect(names(cells)).toHaveLength(2);
		const twin = { ...cell('a', [10, 10.5, 10]), duplicate: true };
		expect(names([...cells, twin])).toEqual([['go/a:single', 'go/b:single']]);
	});

	it('leaves out failed cells, other loads and subjects without the metric', () => {
		const bare = sampleCell({ implementation: 'go/bare' });
		const elsewhere = { ...cell('elsewhere', [1, 1]), load: 'rate-500' };
		const failed = sampleFailedCell();
		expect(names([bare, elsewhere, failed, cell('a', [1, 2])])).toEqual([['go/a:single']]);
	});
});

function names(cells: readonly Cell[]) {
	return tiers(cells, place).map((tier) => tier.map(({ subject }) => subject));
}

function cell(name: string, values: readonly number[], firstRound = 1): Cell {
	const estimate = medianInterval(values);
	const windows = sampleWindows(values.map((value) => ({ [metric]: value })));
	return sampleCell({
		implementation: `go/${name}`,
		windows: windows.map((window) => ({ ...window, round: window.round + firstRound - 1 })),
		...(estimate && { summary: { [metric]: estimate } }),
	});
}
