import { describe, expect, it } from 'vitest';
import type { TestOf } from './verdict.ts';
import { ratio } from './ratio.ts';
import { noRun, sampleContext, sampleMetric, sampleRounds } from './samples.ts';

const twice = sampleRounds('twice', [200, 202, 198, 201, 199, 200]);
const once = sampleRounds('once', [100, 100, 100, 100, 100, 100]);
const context = sampleContext([twice, once]);

describe('ratio', () => {
	it.each([
		[[1.9, 2.1], 'holds'],
		[[1.5, 1.9], 'fails'],
		[[2.1, 9], 'fails'],
		[[2, 3], 'inconclusive'],
		[[1.5, 2], 'inconclusive'],
	] as const)('judges an interval of 1.98 to 2.02 against %o: %s', (claimed, verdict) => {
		expect(ratio(claim(claimed), context).verdict).toBe(verdict);
	});

	it('says the ratio and the claimed range', () => {
		expect(ratio(claim([1.9, 2.1]), context)).toMatchObject({
			reason: 'Ours is 2.00 times (1.99 to 2.01), inside the claimed 1.90 to 2.10.',
			figures: [
				{
					label:
						'requests a second of go/twice:single over go/once:single, capacity-n20000, on one core',
					text: '2.00 times (1.99 to 2.01)',
				},
			],
		});
	});

	it('follows from a missing run, a missing cell and two metrics', () => {
		expect(ratio(claim([1, 2]), noRun).verdict).toBe('not-yet-measured');
		expect(ratio(claim([1, 2]), sampleContext([twice])).verdict).toBe('not-yet-measured');
		expect(ratio(claim([1, 2]), { ...noRun, refusal: 'Run a did not pass its gates.' })).toEqual({
			verdict: 'inconclusive',
			reason: 'Run a did not pass its gates.',
			figures: [],
		});
		const mixed = {
			...claim([1, 2]),
			numerator: sampleMetric('twice', { metric: 'latencyMsP50' }),
		};
		expect(() => ratio(mixed, context)).toThrow('name one metric for both');
	});

	it('judges one server under two loads, where the claim names both', () => {
		const debug = { ...twice, load: 'debug' };
		const release = { ...once, implementation: twice.implementation, load: 'release' };
		const test = {
			...claim([1.9, 2.1]),
			numerator: sampleMetric('twice', { load: 'debug' }),
			denominator: sampleMetric('twice', { load: 'release' }),
		};
		expect(ratio(test, sampleContext([debug, release]))).toMatchObject({
			verdict: 'holds',
			figures: [
				{
					label:
						'requests a second of go/twice:single, debug, on one core, over go/twice:single, release, on one core',
				},
			],
		});
	});

	it('is inconclusive where the cells do not compare', () => {
		const elsewhere = { ...twice, cores: 4 };
		expect(ratio(claim([1, 2]), sampleContext([elsewhere, once]))).toMatchObject({
			verdict: 'inconclusive',
			reason: expect.stringContaining('different numbers of cores'),
		});
	});
});

describe('ratio across core counts', () => {
	it('fails when even perfect scaling stays below the claim', () => {
		expect(ratio(claim([21, 25], [10, 1]), context)).toMatchObject({
			verdict: 'fails',
			reason:
				'The article compares 10 cores with 1. Ours, at 1 on both sides, is 2.00 times (1.99 to 2.01). With 10 cores it could be at most 20.1 times, below the claimed 21 to 25.',
		});
	});

	it('cannot confirm what perfect scaling allows', () => {
		expect(ratio(claim([15, 25], [10, 1]), context).verdict).toBe('not-measurable-here');
		expect(ratio(claim([2, 3], [10, 1]), context).verdict).toBe('not-measurable-here');
	});

	it('bounds nothing when the denominator had more cores than ours, or in another metric', () => {
		expect(ratio(claim([90, 99], [10, 2]), context).verdict).toBe('not-measurable-here');
		const latency = sampleMetric('twice', { metric: 'latencyMsP50' });
		const other = { ...claim([90, 99], [10, 1]), numerator: latency };
		const denominator = sampleMetric('once', { metric: 'latencyMsP50' });
		const cells = [
			sampleRounds('twice', [2, 2.01], 'latencyMsP50'),
			sampleRounds('once', [1, 1], 'latencyMsP50'),
		];
		expect(ratio({ ...other, denominator }, sampleContext(cells)).verdict).toBe(
			'not-measurable-here',
		);
	});

	it('scales from as many cores as ours had', () => {
		const cells = [twice, once].map((cell) => ({ ...cell, cores: 2 }));
		expect(ratio(claim([11, 12], [10, 2]), sampleContext(cells))).toMatchObject({
			verdict: 'fails',
			reason: expect.stringContaining('at most 10.1 times'),
		});
	});

	it('judges equal core counts directly', () => {
		expect(ratio(claim([1.9, 2.1], [10, 10]), context).verdict).toBe('holds');
	});
});

describe('ratio on a dev machine', () => {
	const floor = (stray: number) => ({
		...sampleRounds('once', [100, 100, 100, 100, 100, 100 * stray]),
		duplicate: true,
	});

	it('decides only what it would decide with the A/A floor on both sides', () => {
		const judge = (stray: number, claimed: readonly [number, number]) =>
			ratio(claim(claimed), sampleContext([twice, once, floor(stray)], 'dev'));
		expect(judge(1.02, [1.8, 2.2]).verdict).toBe('holds');
		expect(judge(1.2, [1.8, 2.2]).verdict).toBe('inconclusive');
		expect(judge(1.02, [2.2, 3]).verdict).toBe('fails');
		expect(judge(1.2, [2.2, 3]).verdict).toBe('inconclusive');
		expect(judge(1.2, [2.2, 3]).reason).toContain('or 1.65 to 2.42 with the machine’s noise added');
	});

	it('decides nothing without an A/A pair, and nothing on all cores', () => {
		expect(ratio(claim([1.9, 2.1]), sampleContext([twice, once], 'dev'))).toMatchObject({
			verdict: 'inconclusive',
			reason: expect.stringContaining('no twins'),
		});
		const all = { track: 'all' } as const;
		const test = {
			...claim([1.9, 2.1]),
			numerator: sampleMetric('twice', all),
			denominator: sampleMetric('once', all),
		};
		const cells = [twice, once, floor(1.02)].map((cell) => ({ ...cell, ...all }));
		expect(ratio(test, sampleContext(cells, 'dev')).verdict).toBe('not-measurable-here');
		expect(ratio(test, sampleContext(cells, 'shared-ci')).verdict).toBe('holds');
	});

	it('puts the floor into the bound across core counts too', () => {
		const cells = [twice, once, floor(1.2)];
		expect(ratio(claim([21, 25], [10, 1]), sampleContext(cells, 'shared-ci')).verdict).toBe(
			'fails',
		);
		expect(ratio(claim([21, 25], [10, 1]), sampleContext(cells, 'dev')).verdict).toBe(
			'not-measurable-here',
		);
		expect(ratio(claim([25, 30], [10, 1]), sampleContext(cells, 'dev')).verdict).toBe('fails');
	});
});

function claim(
	claimed: readonly [number, number],
	cores?: readonly [number, number],
): TestOf<'ratio'> {
	return {
		kind: 'ratio',
		numerator: sampleMetric('twice'),
		denominator: sampleMetric('once'),
		claimed: [...claimed],
		...(cores && { coresStated: { numerator: cores[0], denominator: cores[1] } }),
	};
}
