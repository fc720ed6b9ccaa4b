import { describe, expect, it } from 'vitest';
import { judge } from './judge.ts';
import { noRun, sampleContext, sampleMetric, sampleRounds } from './samples.ts';

const cpu = sampleMetric('a', { metric: 'serverCpuMsPerRequest' });
const context = sampleContext([sampleRounds('a', [12, 12], 'serverCpuMsPerRequest')], 'dev');

describe('judge', () => {
	it('has not measured a claim without a test, and says who is to', () => {
		expect(judge({ experiment: 'blocking' }, noRun)).toEqual({
			verdict: 'not-yet-measured',
			reason: 'No test of it exists yet. The experiment blocking is to answer it.',
			figures: [],
		});
		expect(judge({}, context)).toEqual({
			verdict: 'not-yet-measured',
			reason: 'No test of it exists yet.',
			figures: [],
		});
	});

	it("applies the rule of the test's kind", () => {
		const test = { kind: 'figure', ours: cpu } as const;
		expect(judge({ test, experiment: 'prime' }, context).verdict).toBe('other-machine');
	});

	it('passes over the cells of other experiments', () => {
		const test = { kind: 'figure', ours: cpu } as const;
		expect(judge({ test, experiment: 'hello' }, context).verdict).toBe('not-yet-measured');
	});

	it('takes the word of a source, with ours beside it', () => {
		const test = {
			kind: 'source',
			verdict: 'fails',
			reason: 'An int has 64 bits.',
			source: 'https://go.dev/ref/spec',
			ours: [cpu],
		} as const;
		expect(judge({ test: { ...test, ours: [...test.ours] } }, context)).toMatchObject({
			verdict: 'fails',
			reason: 'An int has 64 bits.',
			figures: [{ value: 12 }],
		});
		expect(judge({ test: { ...test, ours: undefined } }, noRun).figures).toEqual([]);
	});

	it('leaves opinions alone', () => {
		const test = { kind: 'untestable', reason: 'An opinion.' } as const;
		expect(judge({ test }, noRun)).toEqual({
			verdict: 'untestable',
			reason: 'An opinion.',
			figures: [],
		});
	});
});
