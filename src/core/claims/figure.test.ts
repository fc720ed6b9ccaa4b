import { describe, expect, it } from 'vitest';
import { sampleFailedCell } from '../samples.ts';
import { figure } from './figure.ts';
import { noRun, sampleContext, sampleMetric, sampleRounds } from './samples.ts';

const cpu = {
	kind: 'figure',
	ours: sampleMetric('a', { metric: 'serverCpuMsPerRequest' }),
} as const;
const rate = { kind: 'figure', ours: sampleMetric('a') } as const;
const cell = sampleRounds('a', [10, 11, 12, 13, 14, 15], 'serverCpuMsPerRequest');

describe('figure', () => {
	it('puts ours beside a figure of another machine', () => {
		expect(figure(cpu, sampleContext([cell], 'dev'))).toEqual({
			verdict: 'other-machine',
			reason:
				'The figure is of another machine. Ours (Sample CPU, dev) shows 12.5 ms of CPU a request (10 to 15) for go/a:single, capacity-n20000, on one core.',
			figures: [
				{
					label: 'go/a:single, capacity-n20000, on one core',
					value: 12.5,
					low: 10,
					high: 15,
					text: '12.5 ms of CPU a request (10 to 15)',
				},
			],
		});
	});

	it('leaves out an interval that few rounds do not have', () => {
		const short = sampleRounds('a', [10, 12], 'serverCpuMsPerRequest');
		expect(figure(cpu, sampleContext([short])).figures).toEqual([
			{
				label: 'go/a:single, capacity-n20000, on one core',
				value: 11,
				text: '11 ms of CPU a request',
			},
		]);
	});

	it('states capacity of a dedicated machine only', () => {
		const busy = sampleRounds('a', [100, 101]);
		expect(figure(rate, sampleContext([busy])).verdict).toBe('other-machine');
		for (const machineClass of ['shared-ci', 'dev'] as const) {
			const verdict = figure(rate, sampleContext([busy], machineClass));
			expect(verdict.verdict).toBe('not-measurable-here');
			expect(verdict.reason).toContain('but not stated, because others share that machine');
			expect(verdict.figures).toEqual([]);
		}
	});

	it('says what is missing', () => {
		expect(figure(cpu, noRun).verdict).toBe('not-yet-measured');
		expect(figure(cpu, sampleContext([])).reason).toContain('did not measure this: go/a:single');
		expect(figure(rate, sampleContext([cell])).reason).toContain(
			'has no requests a second of go/a:single',
		);
	});

	it('is inconclusive where the server did not keep up with the rate, and says so', () => {
		const windows = cell.windows.map((one) => ({ ...one, failedGates: ['overload'] }));
		const gates = [{ gate: 'rounds', pass: false }];
		expect(figure(cpu, sampleContext([{ ...cell, windows, gates, summary: {} }]))).toMatchObject({
			verdict: 'inconclusive',
			reason: expect.stringContaining('the server did not keep up with the rate'),
		});
	});

	it('is no matter of rounds that were too much for it where enough others passed', () => {
		const tooMuch = cell.windows.map((one) => ({ ...one, failedGates: ['overload'] }));
		const both = { ...cell, windows: [...cell.windows, ...tooMuch] };
		expect(figure(cpu, sampleContext([both])).verdict).toBe('other-machine');
	});

	it('is inconclusive where a percentile is not published, and says why', () => {
		const p99 = { kind: 'figure', ours: sampleMetric('a', { metric: 'latencyMsP99' }) } as const;
		const windows = cell.windows.map((one) => ({ ...one, tailUpTo: 95 as const }));
		const percentiles = [{ percentile: 50, valueMs: 1, exceedances: 500 }];
		expect(figure(p99, sampleContext([{ ...cell, windows, percentiles }]))).toMatchObject({
			verdict: 'inconclusive',
			reason: expect.stringMatching(/has no p99 at .* in too many rounds/),
		});
	});

	it('is not measurable on a machine that has not the cores for it', () => {
		const all = { kind: 'figure', ours: { ...cpu.ours, track: 'all' } } as const;
		const context = sampleContext([cell]);
		const small = { ...context, run: context.run && { ...context.run, layouts: [] } };
		expect(figure(all, small)).toMatchObject({
			verdict: 'not-measurable-here',
			reason: expect.stringContaining('too few cores'),
		});
		expect(figure(all, context).verdict).toBe('not-yet-measured');
	});

	it('does not decide by a cell that failed or did not pass a gate', () => {
		const failed = sampleFailedCell({
			implementation: 'go/a',
			failure: { stage: 'verify', reason: 'It answered 500.' },
		});
		expect(figure(cpu, { ...sampleContext([]), cells: [failed] })).toMatchObject({
			verdict: 'inconclusive',
			reason: expect.stringContaining('It answered 500.'),
		});
		const gated = { ...cell, gates: [{ gate: 'rounds', pass: false }] };
		expect(figure(cpu, sampleContext([gated]))).toMatchObject({
			verdict: 'inconclusive',
			reason: expect.stringContaining('rounds'),
		});
	});
});
