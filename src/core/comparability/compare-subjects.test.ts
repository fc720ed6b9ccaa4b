import { describe, expect, it } from 'vitest';
import { sampleCell, sampleFailedCell, sampleRun, sampleWindows } from '../samples.ts';
import type { Cell, MeasuredCell } from '../schemas/cell.ts';
import { medianInterval } from '../statistics/median-interval.ts';
import { compareSubjects } from './compare-subjects.ts';

const metric = 'serverCpuMsPerRequest';
const steady = [1, 1.01, 0.99, 1, 1.01, 1];
const subjects = { a: 'go/net-http:single', b: 'rust/axum:single' } as const;

describe('compareSubjects', () => {
	it('gives b beside a under each load that both had, with both medians', () => {
		const [found, ...others] = compared([
			cell('go/net-http', 2),
			cell('rust/axum', 1),
			cell('go/net-http', 2, { load: 'rate-500' }),
			cell('rust/axum', 1, { track: 'all' }),
			cell('rust/axum', 9, { experiment: 'hello' }),
		]);
		expect(others).toEqual([]);
		expect(found).toMatchObject({
			experiment: 'prime',
			load: 'capacity-n20000',
			track: '1',
			a: { median: 2 },
			b: { median: 1 },
			change: { comparable: true, verdict: 'lower' },
		});
		expect(found?.change.comparable && found.change.ratio.ratio).toBeCloseTo(0.5, 12);
	});

	it('calls a tie what two copies of one server showed, and says what would have been seen', () => {
		const pair = [cell('go/net-http', 1), cell('rust/axum', 1.05)];
		const twin = cell('go/net-http', 1.2, { duplicate: true });
		const [plain] = compared(pair);
		const [beside] = compared([...pair, twin]);
		expect(plain?.change).toMatchObject({ verdict: 'higher' });
		expect(plain).not.toHaveProperty('floor');
		expect(beside?.change).toMatchObject({ verdict: 'tie' });
		expect(beside?.floor?.ratio).toBeCloseTo(1.2, 12);
		expect(beside?.detectable).toBeGreaterThanOrEqual(1.2);
		expect(plain?.detectable).toBeLessThan(1.05);
	});

	it('takes no twin of another experiment for the noise of this one', () => {
		const elsewhere = [cell('go/net-http', 1), cell('go/net-http', 9, { duplicate: true })].map(
			(one) => ({ ...one, experiment: 'hello' }),
		);
		const [found] = compared([...elsewhere, cell('go/net-http', 1), cell('rust/axum', 1.05)]);
		expect(found?.change).toMatchObject({ verdict: 'higher' });
	});

	it('says of a cell why it is not compared', () => {
		const gates = [{ gate: 'rounds', pass: false }];
		const [gated] = compared([cell('go/net-http', 1), cell('rust/axum', 1, { gates })]);
		expect(gated?.change).toMatchObject({
			comparable: false,
			reason: 'rust/axum:single at capacity-n20000 on track 1 did not pass its gates: rounds.',
		});
		expect(gated).not.toHaveProperty('detectable');
		const [without] = compared(
			[cell('go/net-http', 1), cell('rust/axum', 1)],
			subjects,
			'latencyMsMax',
		);
		expect(without?.change).toMatchObject({ reason: expect.stringContaining('share 0 rounds') });
	});

	it.each<[string, Cell[], Partial<Parameters<typeof sampleRun>[0]>, string]>([
		['a smoke run', [], { profile: 'smoke' }, 'has the smoke profile'],
		['a subject it lacks', [cell('go/net-http', 1)], {}, 'no measured cell of rust/axum:single.'],
		[
			'a subject that failed',
			[cell('go/net-http', 1), sampleFailedCell({ implementation: 'rust/axum' })],
			{},
			'no measured cell of rust/axum:single.',
		],
		[
			'subjects that never met',
			[cell('go/net-http', 1), cell('rust/axum', 1, { track: 'all' })],
			{},
			'under no load in common.',
		],
	])('refuses %s in a sentence', (_, cells, changes, sentence) => {
		const comparison = compareSubjects({ run: sampleRun(changes), cells }, subjects, metric);
		expect(comparison).toEqual({ comparable: false, reason: expect.stringContaining(sentence) });
	});

	it('compares no subject with itself', () => {
		const cells = [cell('go/net-http', 1)];
		const itself = { a: subjects.a, b: subjects.a };
		expect(compareSubjects({ run: sampleRun(), cells }, itself, metric)).toMatchObject({
			reason: 'go/net-http:single cannot be compared with itself.',
		});
	});
});

function compared(
	cells: readonly Cell[],
	pair: Parameters<typeof compareSubjects>[1] = subjects,
	wanted: Parameters<typeof compareSubjects>[2] = metric,
) {
	const comparison = compareSubjects({ run: sampleRun(), cells }, pair, wanted);
	if (!comparison.comparable) throw new Error(comparison.reason);
	return comparison.cells;
}

function cell(
	implementation: string,
	factor: number,
	changes: Partial<MeasuredCell> = {},
): MeasuredCell {
	const values = steady.map((value) => value * factor);
	const estimate = medianInterval(values);
	return sampleCell({
		implementation,
		windows: sampleWindows(values.map((value) => ({ [metric]: value }))),
		summary: estimate ? { [metric]: estimate } : {},
		...changes,
	});
}
