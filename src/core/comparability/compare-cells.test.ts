import { describe, expect, it } from 'vitest';
import { sampleCell, sampleWindows } from '../samples.ts';
import { compareCells } from './compare-cells.ts';
import { runNoiseFloor } from './run-noise-floor.ts';

const metric = 'serverCpuMsPerRequest';

describe('compareCells', () => {
	it('tells lower from higher, as a beside b', () => {
		const fast = cell([1, 1.1, 1.2]);
		const slow = cell([2, 2.3, 2.3]);
		expect(compareCells(fast, slow, metric)).toMatchObject({ comparable: true, verdict: 'lower' });
		expect(compareCells(slow, fast, metric)).toMatchObject({ comparable: true, verdict: 'higher' });
	});

	it('calls a tie when the interval includes 1', () => {
		expect(compareCells(cell([1, 1.2, 1]), cell([1.1, 1, 1.1]), metric)).toMatchObject({
			verdict: 'tie',
		});
	});

	it('calls a tie when a clear difference lies inside the A/A floor, and not when it reaches out', () => {
		const a = cell([1.02, 1.021, 1.022]);
		const b = cell([1, 1, 1]);
		const floor = { pairs: 6, statistic: 'maximum' } as const;
		expect(compareCells(a, b, metric)).toMatchObject({ verdict: 'higher' });
		expect(compareCells(a, b, metric, { floor: { ...floor, ratio: 1.05 } })).toMatchObject({
			verdict: 'tie',
		});
		expect(compareCells(b, a, metric, { floor: { ...floor, ratio: 1.05 } })).toMatchObject({
			verdict: 'tie',
		});
		expect(compareCells(a, b, metric, { floor: { ...floor, ratio: 1.021 } })).toMatchObject({
			verdict: 'higher',
		});
		expect(compareCells(b, a, metric, { floor: { ...floor, ratio: 1.005 } })).toMatchObject({
			verdict: 'lower',
		});
	});

	it('pairs by round, leaving out windows that failed a gate and rounds with one side only', () => {
		const a = cell([1, 10, 100, 7]);
		const b = cell([2, 20, 200]);
		(a.windows[1] as { failedGates: string[] }).failedGates = ['foreign-cpu'];
		b.windows.reverse();
		const comparison = compareCells(a, b, metric);
		expect(comparison).toMatchObject({ ratio: { rounds: 2 } });
		expect(comparison.comparable && comparison.ratio.ratio).toBeCloseTo(0.5, 12);
	});

	it.each(['latencyMsP99', 'connectMsP99'] as const)(
		'compares no %s that rests on too few requests to be published',
		(percentile) => {
			const windows = sampleWindows([1, 2, 3].map((value) => ({ [percentile]: value })));
			const published = sampleCell({
				windows,
				summary: { [percentile]: { median: 2, rounds: 3 } },
			});
			const unpublished = sampleCell({ windows });
			expect(compareCells(published, published, percentile)).toMatchObject({ verdict: 'tie' });
			expect(compareCells(published, unpublished, percentile)).toMatchObject({
				reason: expect.stringMatching(/has no p99 at .* fewer than 100 requests were slower\.$/),
			});
		},
	);

	it('compares no p99 that too many rounds had to give up', () => {
		const late = sampleWindows([1, 2, 3].map((latencyMsP99) => ({ latencyMsP99 }))).map((one) => ({
			...one,
			tailUpTo: 95 as const,
		}));
		const unpublished = sampleCell({ windows: late });
		expect(compareCells(unpublished, unpublished, 'latencyMsP99')).toMatchObject({
			reason: expect.stringMatching(/has no p99 at .* in too many rounds the generator was late/),
		});
	});

	it('says why it does not compare', () => {
		const a = cell([1, 2]);
		expect(compareCells(a, sampleCell({ track: 'all' }), metric)).toMatchObject({
			reason: expect.stringContaining('different core tracks'),
		});
		expect(compareCells(a, cell([1]), metric)).toMatchObject({
			reason: expect.stringContaining('share 1 round with'),
		});
		expect(compareCells(a, cell([1, 0]), metric)).toMatchObject({
			reason: expect.stringContaining('a value is 0'),
		});
		expect(compareCells(a, a, 'latencyMsP99')).toMatchObject({ comparable: false });
	});
});

describe('runNoiseFloor', () => {
	const place = { track: '1', load: 'capacity-n20000', metric } as const;
	const original = cell([1, 1.2, 1]);
	const twin = { ...cell([1.1, 1.2, 1]), duplicate: true };

	it('pairs a subject with its duplicate under the same load and track', () => {
		const elsewhere = { ...cell([9, 9, 9]), duplicate: true, load: 'rate-500' };
		const manyCores = { ...cell([9, 9, 9]), duplicate: true, track: 'all' as const };
		const floor = runNoiseFloor([elsewhere, manyCores, twin, original], place);
		expect(floor?.ratio).toBeCloseTo(1.1, 12);
		expect(floor?.pairs).toBe(3);
	});

	it('passes over a round without a ratio', () => {
		const idle = { ...cell([0, 1.2, 1]), duplicate: true };
		expect(runNoiseFloor([idle, original], place)).toMatchObject({ ratio: 1, pairs: 2 });
	});

	it('is absent without a duplicate, or without its original', () => {
		expect(runNoiseFloor([original], place)).toBeUndefined();
		expect(runNoiseFloor([twin], place)).toBeUndefined();
	});
});

function cell(values: readonly number[]) {
	return sampleCell({ windows: sampleWindows(values.map((value) => ({ [metric]: value }))) });
}
