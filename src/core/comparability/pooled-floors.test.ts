import { describe, expect, it } from 'vitest';
import {
	sampleCell,
	sampleFailedCell,
	sampleMachine,
	sampleRun,
	sampleWindows,
} from '../samples.ts';
import type { MeasuredCell } from '../schemas/cell.ts';
import { pooledFloors } from './pooled-floors.ts';
import { shareCalledDifferent, twinComparisons, type RunWithCells } from './twin-comparisons.ts';

const metric = 'serverCpuMsPerRequest';

describe('twinComparisons', () => {
	it('pairs each subject with its duplicate by round, and judges by the interval alone', () => {
		const runs = [
			twins('one', [1.2, 1.21, 1.2], [1, 1, 1]),
			twins('two', [1, 1.2, 1], [1.1, 1, 1.1]),
		];
		const [one, two] = twinComparisons(runs, metric);
		expect(one).toMatchObject({ run: { id: id('one') }, calledDifferent: true, track: '1' });
		expect(one?.logRatios).toHaveLength(3);
		expect(one?.logRatios[1]).toBeCloseTo(Math.log(1.21), 12);
		expect(one?.ratio?.rounds).toBe(3);
		expect(two).toMatchObject({ subject: 'go/net-http:single', calledDifferent: false });
	});

	it('leaves out what has no partner, and keeps a single round without a judgement', () => {
		const [single] = twinComparisons([twins('one', [2], [1])], metric);
		expect(single?.logRatios).toHaveLength(1);
		expect(single).not.toHaveProperty('calledDifferent');
		const run = sampleRun();
		const twin = { ...cell([1, 1]), duplicate: true };
		const failed = sampleFailedCell({ duplicate: true });
		expect(twinComparisons([{ run, cells: [twin, failed] }], metric)).toEqual([]);
		const elsewhere = sampleCell({ experiment: 'hello', windows: twin.windows });
		expect(twinComparisons([{ run, cells: [twin, elsewhere] }], metric)).toEqual([]);
	});
});

it('shareCalledDifferent counts those that have a judgement', () => {
	const different = twins('one', [1.2, 1.21, 1.2], [1, 1, 1]);
	const same = twins('two', [1, 1.2, 1], [1.1, 1, 1.1]);
	const single = twins('three', [2], [1]);
	const comparisons = twinComparisons([different, same, same, single], metric);
	expect(shareCalledDifferent(comparisons)).toMatchObject({ count: 1, of: 3 });
	expect(shareCalledDifferent([])).toBeUndefined();
});

describe('pooledFloors', () => {
	it('pools the rounds of all runs on one kind of machine, and bounds the floor from 72 pairs on', () => {
		const values = Array.from({ length: 36 }, (_, index) => Math.exp((index + 1) / 100));
		const ones = values.map(() => 1);
		const runs = [twins('one', values, ones), twins('two', ones, values)];
		const [floor, ...others] = pooledFloors(runs, metric);
		expect(others).toEqual([]);
		expect(floor).toMatchObject({ runs: [id('one'), id('two')], pairs: 72, machineClass: 'dev' });
		expect(Math.log(floor?.ratio as number)).toBeCloseTo(0.3445, 10);
		expect(floor?.high).toBeCloseTo(Math.exp(0.36), 12);
		expect(floor?.low).toBeLessThan(floor?.ratio as number);
		expect(pooledFloors(runs.slice(1), metric)[0]).not.toHaveProperty('high');
	});

	it('keeps machines and loads apart', () => {
		const here = twins('one', [1, 1.1], [1, 1]);
		const other = twins('two', [1, 1.5], [1, 1]);
		other.run.machine.cpuModel = 'Another CPU';
		const rate = twins('three', [1, 2], [1, 1]);
		const loads = { ...rate, cells: rate.cells.map((one) => ({ ...one, load: 'rate-500' })) };
		expect(pooledFloors([here, other, loads], metric)).toHaveLength(3);
	});

	it('has nothing to say of a metric that was not measured', () => {
		expect(pooledFloors([twins('one', [1, 1], [1, 1])], 'latencyMsP99')).toEqual([]);
	});
});

function twins(
	name: string,
	subject: readonly number[],
	duplicate: readonly number[],
): RunWithCells {
	const run = sampleRun({ id: id(name), machine: sampleMachine({ class: 'dev' }) });
	return { run, cells: [cell(subject), { ...cell(duplicate), duplicate: true }] };
}

function id(name: string): string {
	return `20260101-0000-${name}`;
}

function cell(values: readonly number[]): MeasuredCell {
	return sampleCell({ windows: sampleWindows(values.map((value) => ({ [metric]: value }))) });
}
