import { expect, it } from 'vitest';
import type { InternalsSummary } from '../schemas/internals-summary.ts';
import { judge } from './judge.ts';
import { reported } from './reported.ts';
import { noRun, sampleContext } from './samples.ts';

const place = { track: '1', load: 'hard' } as const;
const wanted = (variant: string) => ({
	...place,
	subject: `go/a:${variant}`,
	metric: 'gcPauseMsMax' as const,
});
const test = { kind: 'reported', ours: [wanted('small'), wanted('large')] } as const;

function told(variant: string, gcPauseMsMax?: number): InternalsSummary {
	return {
		...place,
		id: `prime/go/a/${variant}/1/hard/internals`,
		run: 'sample',
		experiment: 'prime',
		implementation: 'go/a',
		variant,
		loadDefinition: {
			kind: 'closed',
			operation: 'n1',
			connections: 1,
			seconds: 1,
			tracks: ['1'],
		},
		seconds: 1,
		counts: { valid: 1, invalid: 0, failed: 0 },
		processes: 1,
		lines: 1,
		metrics: gcPauseMsMax === undefined ? {} : { gcPauseMsMax: { max: gcPauseMsMax } },
		series: [],
	};
}

it('puts the longest that the runtime reported beside a figure of another machine', () => {
	const internals = [told('small', 0.25), told('large', 1.5), told('other', 90)];
	expect(
		reported({ ...test, ours: [...test.ours] }, { ...sampleContext([], 'dev'), internals }),
	).toEqual({
		verdict: 'other-machine',
		reason:
			'The figure is of another machine. On ours (Sample CPU, dev) the longest that the runtime reported is 1.5 ms, of go/a:large, hard, on one core.',
		figures: [{ label: 'go/a:large, hard, on one core', value: 1.5, text: '1.5 ms at most' }],
	});
});

it('is told what the runtimes reported when a claim is judged', () => {
	const claim = { experiment: 'prime', test: { ...test, ours: [...test.ours] } };
	const internals = [told('small', 0.25)];
	expect(judge(claim, { ...sampleContext([]), internals }).verdict).toBe('other-machine');
});

it('has no verdict before a run told, or where nothing was reported', () => {
	const own = { ...test, ours: [...test.ours] };
	expect(reported(own, noRun).verdict).toBe('not-yet-measured');
	const silent = { ...sampleContext([]), internals: [told('small')] };
	expect(reported(own, silent)).toMatchObject({ verdict: 'not-yet-measured', figures: [] });
});
