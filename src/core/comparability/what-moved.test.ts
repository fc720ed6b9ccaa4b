import { describe, expect, it } from 'vitest';
import { sampleCell, sampleMachine, sampleRun, sampleWindows } from '../samples.ts';
import type { MeasuredCell } from '../schemas/cell.ts';
import type { Run } from '../schemas/run.ts';
import type { RunWithCells } from './twin-comparisons.ts';
import { whatMoved } from './what-moved.ts';

const metric = 'serverCpuMsPerRequest';
const steady = [1, 1.01, 0.99, 1, 1.01, 1];
const times = (factor: number) => steady.map((value) => factor * value);

describe('whatMoved', () => {
	it('tells each figure that left its interval, the furthest first', () => {
		const first = run('1', [cell('a', steady), cell('b', steady), cell('c', steady)]);
		const later = run('2', [cell('a', times(1.1)), cell('b', steady), cell('c', times(0.5))]);
		const [repeat] = whatMoved([later, first], metric);
		expect(repeat?.figures?.compared).toBe(3);
		expect(repeat?.figures?.moved.map(({ subject }) => subject)).toEqual([
			'go/c:single',
			'go/a:single',
		]);
		expect(repeat?.figures?.moved[0]?.ratio).toBeCloseTo(0.5, 10);
		expect(repeat?.earlier).toBe(first);
	});

	it('compares ratios alone where the machine was another, and says why', () => {
		const cells = (factor: number) => [
			cell('a', times(factor)),
			{ ...cell('a', times(factor)), id: 'a/duplicate', duplicate: true },
			cell('b', times(2 * factor)),
			cell('c', times(factor * factor)),
		];
		const machine = sampleMachine({ cpuModel: 'Another CPU' });
		const [repeat] = whatMoved([run('1', cells(1)), run('2', cells(3), { machine })], metric);
		expect(repeat).not.toHaveProperty('figures');
		expect(repeat?.onlyRatios).toContain('different processors');
		expect(repeat?.ratios.compared).toBe(2);
		expect(repeat?.ratios.moved).toMatchObject([{ subject: 'go/c:single' }]);
	});

	it('names the implementations whose source changed in between', () => {
		const of = (a: string, b: string) => ({
			implementations: { 'go/a': { sourceSha256: a }, 'go/b': { sourceSha256: b } },
		});
		const cells = [cell('a', steady), cell('b', steady)];
		const [x, y, z] = ['1', '2', '3'].map((digit) => digit.repeat(64)) as [string, string, string];
		const [repeat] = whatMoved([run('1', cells, of(x, y)), run('2', cells, of(x, z))], metric);
		expect(repeat?.changedSources).toEqual(['go/b']);
	});

	it('sets each run beside the one before it of its profile, and no run beside none', () => {
		const runs = [
			run('1', [cell('a', steady)]),
			run('2', [cell('a', steady)], { profile: 'quick' }),
			run('3', [cell('a', steady)]),
			run('4', [cell('a', steady)]),
		];
		const pairs = whatMoved(runs, metric).map(({ earlier, later }) => [
			earlier.run.id.at(-1),
			later.run.id.at(-1),
		]);
		expect(pairs).toEqual([
			['1', '3'],
			['3', '4'],
		]);
		expect(whatMoved(runs.slice(0, 1), metric)).toEqual([]);
	});
});

function run(name: string, cells: MeasuredCell[], changes: Partial<Run> = {}): RunWithCells {
	return {
		run: sampleRun({ id: `20260101-0000-${name}`, profile: 'standard', ...changes }),
		cells,
	};
}

function cell(name: string, values: readonly number[]): MeasuredCell {
	return sampleCell({
		id: name,
		implementation: `go/${name}`,
		windows: sampleWindows(values.map((value) => ({ [metric]: value }))),
	});
}
