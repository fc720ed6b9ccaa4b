import { expect, it } from 'vitest';
import { sampleCell, sampleFailedCell, sampleWindows } from '../samples.ts';
import type { MeasuredCell } from '../schemas/cell.ts';
import { shareOfCells } from './share-of-cells.ts';

const metric = 'serverCpuMsPerRequest';

function cellOf(values: number[], changes: Partial<MeasuredCell> = {}): MeasuredCell {
	const windows = sampleWindows(values.map((value) => ({ [metric]: value })));
	const summary = { [metric]: { median: values[0] ?? 0, rounds: values.length } };
	return sampleCell({ windows, summary, ...changes });
}

it('pairs the rounds of both loads, and leaves out those in which either failed a gate', () => {
	const whole = cellOf([10, 20, 40]);
	const without = cellOf([6, 12, 39]);
	const [, , last] = without.windows;
	last?.failedGates.push('foreign-cpu');
	const share = shareOfCells(whole, without, metric);
	expect(share?.share).toBeCloseTo(0.4, 12);
	expect(share?.rounds).toBe(2);
});

it('takes the medians, without an interval, where no round passed on both sides', () => {
	const whole = cellOf([10, 10]);
	for (const window of whole.windows) window.failedGates.push('foreign-cpu');
	const share = shareOfCells(whole, cellOf([7, 7]), metric);
	expect(share?.share).toBeCloseTo(0.3, 12);
	expect(share).not.toHaveProperty('low');
});

it('is absent where one of the two was not measured', () => {
	expect(shareOfCells(cellOf([10]), sampleFailedCell(), metric)).toBeUndefined();
	expect(shareOfCells(cellOf([10]), sampleCell(), metric)).toBeUndefined();
});
