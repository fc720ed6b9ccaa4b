import { describe, expect, it } from 'vitest';
import {
	sampleCell,
	sampleFailedCell,
	sampleMachine,
	sampleRun,
	sampleWindows,
} from '../samples.ts';
import type { Cell, MeasuredCell } from '../schemas/cell.ts';
import type { Run } from '../schemas/run.ts';
import { medianInterval } from '../statistics/median-interval.ts';
import { compareRuns, type CellOfTwoRuns } from './compare-runs.ts';
import type { RunWithCells } from './twin-comparisons.ts';

const metric = 'serverCpuMsPerRequest';
const steady = [1, 1.01, 0.99, 1, 1.01, 1];

describe('compareRuns', () => {
	it('gives both medians, and the change as the later beside the earlier', () => {
		const [node] = compared(
			run('a', [cell('node', steady)]),
			run('b', [cell('node', times(2, steady))]),
		);
		expect(node).toMatchObject({ subject: 'go/node:single', a: { median: 1 }, b: { median: 2 } });
		expect(node?.change).toMatchObject({ comparable: true, verdict: 'higher' });
		expect(node?.change.comparable && node.change.ratio.ratio).toBeCloseTo(2, 10);
		expect(node).not.toHaveProperty('relative');
	});

	it('needs no rounds in common, and leaves out windows that failed a gate', () => {
		const later = cell('node', [...steady, 50]);
		later.windows = later.windows.map((window) => ({ ...window, round: window.round + 10 }));
		(later.windows[6] as { failedGates: string[] }).failedGates = ['steal'];
		const [node] = compared(run('a', [cell('node', steady)]), run('b', [later]));
		expect(node?.change).toMatchObject({ verdict: 'tie', ratio: { rounds: [6, 6] } });
	});

	it('calls a tie what lies within the wider A/A floor of the two', () => {
		const calm = run('a', [cell('node', steady), twin('node', steady)]);
		const noisy = run('b', [cell('node', times(1.05, steady)), twin('node', times(1.3, steady))]);
		expect(compared(calm, noisy)[0]?.change).toMatchObject({ verdict: 'tie' });
		expect(compared(noisy, calm)[0]?.change).toMatchObject({ verdict: 'tie' });
		expect(compared(calm, noisy)[0]?.floor?.ratio).toBeCloseTo(1.3 / 1.05, 10);
		expect(compared(calm, calmer())[0]?.floor?.ratio).toBe(1);
	});

	it('takes no noise of another experiment, whose load may have the same name', () => {
		const hello = { experiment: 'hello' };
		const noise = [cell('go', steady), twin('go', times(3, steady))];
		const cells = [cell('node', steady), ...noise.map((one) => ({ ...one, ...hello }))];
		const later = run('b', [cell('node', times(1.5, steady))]);
		const [node] = compared(run('a', cells), later);
		expect(node).not.toHaveProperty('floor');
		expect(node?.change).toMatchObject({ verdict: 'higher' });
	});

	it('sets each subject beside the duplicated one in its own run, where the machine cancels', () => {
		const a = run('a', [cell('go', steady), twin('go', steady), cell('node', times(2, steady))]);
		const slower = times(1.5, [1, 1.02, 0.99, 1.01, 1, 0.98]);
		const b = run('b', [cell('go', slower), twin('go', slower), cell('node', times(2, slower))]);
		const [go, node] = compared(a, b);
		expect(go).not.toHaveProperty('relative');
		expect(node?.change).toMatchObject({ verdict: 'higher' });
		expect(node?.relative).toMatchObject({
			reference: 'go/go:single',
			change: { comparable: true, verdict: 'tie' },
		});
		expect(node?.relative?.a.ratio).toBeCloseTo(2, 10);
		expect(node?.relative?.b.ratio).toBeCloseTo(2, 10);
	});

	it('compares only ratios across machines, and says why', () => {
		const cells = () => [cell('go', steady), twin('go', steady), cell('node', times(2, steady))];
		const other = run('b', cells(), { machine: sampleMachine({ cpuModel: 'Another CPU' }) });
		const comparison = compareRuns(run('a', cells()), other, metric);
		expect(comparison).toMatchObject({
			comparable: true,
			onlyRatios: expect.stringContaining('different processors (Sample CPU and Another CPU)'),
		});
		const [go, node] = compared(run('a', cells()), other);
		expect(go?.change).toMatchObject({ comparable: false });
		expect(node?.relative?.change).toMatchObject({ verdict: 'tie' });
	});

	it('says of a cell why it is not compared', () => {
		const gates = [{ gate: 'rounds', pass: false }];
		const [gated] = compared(
			run('a', [cell('node', steady)]),
			run('b', [{ ...cell('node', steady), gates }]),
		);
		const reason = expect.stringContaining('did not pass gate rounds in');
		expect(gated?.change).toMatchObject({ comparable: false, reason });
		const [few] = compared(run('a', [cell('node', steady)]), run('b', [cell('node', [1])]));
		expect(few?.change).toMatchObject({ reason: expect.stringContaining('Only 1 rounds') });
		const [zero] = compared(run('a', [cell('node', steady)]), run('b', [cell('node', [1, 0])]));
		expect(zero?.change).toMatchObject({ reason: expect.stringContaining('a value is 0') });
	});

	it('compares no percentile that is not published in both runs', () => {
		const windows = sampleWindows(steady.map((latencyMsP99) => ({ latencyMsP99 })));
		const bare = { ...cell('node', []), windows };
		const comparison = compareRuns(run('a', [bare]), run('b', [bare]), 'latencyMsP99');
		const reason = expect.stringContaining('has no p99 at');
		expect(comparison).toMatchObject({ cells: [{ change: { comparable: false, reason } }] });
	});

	it('refuses runs without a measured cell in common', () => {
		const a = run('a', [cell('node', steady)]);
		expect(compareRuns(a, run('b', [cell('go', steady)]), metric)).toMatchObject({
			comparable: false,
			reason: expect.stringContaining('no measured cell in common'),
		});
		const failed = sampleFailedCell({ id: 'node' });
		expect(compareRuns(a, run('b', [failed]), metric)).toMatchObject({ comparable: false });
	});

	it('lists what differs in the environment, and what a run does not have', () => {
		const a = run('a', [cell('node', steady)]);
		const b = run('b', [cell('node', steady)], {
			commit: '1'.repeat(40),
			machine: sampleMachine({ governor: 'performance' }),
			labels: ['busy machine'],
		});
		const comparison = compareRuns(a, b, metric);
		const rows = comparison.comparable ? comparison.environment : [];
		expect(rows.filter(({ same }) => !same)).toEqual([
			{ name: 'governor', b: 'performance', same: false },
			{ name: 'commit', a: '0'.repeat(12), b: '1'.repeat(12), same: false },
			{ name: 'labels', b: 'busy machine', same: false },
		]);
		expect(rows).toContainEqual({ name: 'kernel', a: '6.12', b: '6.12', same: true });
	});
});

function compared(a: RunWithCells, b: RunWithCells): CellOfTwoRuns[] {
	const comparison = compareRuns(a, b, metric);
	if (!comparison.comparable) throw new Error(comparison.reason);
	return comparison.cells;
}

function run(name: string, cells: Cell[], changes: Partial<Run> = {}): RunWithCells {
	return { run: sampleRun({ id: `20260101-0000-${name}`, ...changes }), cells };
}

function calmer(): RunWithCells {
	return run('c', [cell('node', steady), twin('node', steady)]);
}

function cell(name: string, values: readonly number[]): MeasuredCell {
	const estimate = medianInterval(values);
	return sampleCell({
		id: name,
		implementation: `go/${name}`,
		windows: sampleWindows(values.map((value) => ({ [metric]: value }))),
		...(estimate && { summary: { [metric]: estimate } }),
	});
}

function twin(name: string, values: readonly number[]): MeasuredCell {
	return { ...cell(name, values), id: `${name}/duplicate`, duplicate: true };
}

function times(factor: number, values: readonly number[]): number[] {
	return values.map((value) => factor * value);
}
