import { describe, expect, it } from 'vitest';
import type { MeasuredCell } from '../schemas/cell.ts';
import { noRun, sampleContext, sampleMetric, sampleRounds } from './samples.ts';
import { share } from './share.ts';

const jitter = [1, 1.01, 0.99, 1.005, 0.995, 1.002];

/** CPU time of one server when it reads JSON and when it does not, in several sizes. */
function cells(sizes: Record<string, [whole: number, without: number]>): MeasuredCell[] {
	return Object.entries(sizes).flatMap(([size, pair]) =>
		(['whole', 'without'] as const).map((kind, index) => {
			const values = jitter.map(
				(_, round) => (pair[index] ?? 0) * (jitter[(round + index) % jitter.length] ?? 1),
			);
			return { ...sampleRounds('a', values), load: `${kind}-${size}` };
		}),
	);
}

function judge(
	measured: readonly MeasuredCell[],
	sizes: readonly string[],
	context = sampleContext(measured),
) {
	const parts = sizes.map((size) => ({
		whole: sampleMetric('a', { load: `whole-${size}` }),
		without: sampleMetric('a', { load: `without-${size}` }),
	}));
	return share({ kind: 'share', parts, claimed: [0.35, 0.45] }, context);
}

describe('share', () => {
	it('holds when it lies within the claimed range in every size', () => {
		const verdict = judge(cells({ small: [100, 60], large: [200, 122] }), ['small', 'large']);
		expect(verdict.verdict).toBe('holds');
		expect(verdict.reason).toMatch(
			/^All lie within the claimed 35 % to 45 %: .*whole-small, on one core: 40 % \(.*39 %/,
		);
		expect(verdict.figures).toHaveLength(2);
	});

	it('fails when all sizes lie on one side', () => {
		const most = judge(cells({ small: [100, 40], large: [100, 20] }), ['small', 'large']);
		expect(most.verdict).toBe('fails');
		const least = judge(cells({ small: [100, 95], large: [100, 90] }), ['small', 'large']);
		expect(least.verdict).toBe('fails');
	});

	it('depends on the size where they lie on both sides, or one lies within', () => {
		const both = judge(cells({ small: [100, 90], large: [100, 20] }), ['small', 'large']);
		expect(both.verdict).toBe('inconclusive');
		expect(both.reason).toContain('depends on the size');
		const within = judge(cells({ small: [100, 60], large: [100, 20] }), ['small', 'large']);
		expect(within.verdict).toBe('inconclusive');
	});

	it('widens by the A/A floor on a dev machine, and needs one', () => {
		const measured = cells({ small: [100, 60] });
		expect(judge(measured, ['small'], sampleContext(measured, 'dev'))).toMatchObject({
			verdict: 'inconclusive',
			reason: expect.stringContaining('no twins'),
		});
		const twins = measured.map((cell) => ({
			...cell,
			duplicate: true,
			windows: cell.windows.map((window) => {
				const { throughputPerSecond: value } = window.metrics;
				return { ...window, metrics: value ? { throughputPerSecond: value * 1.5 } : {} };
			}),
		}));
		const noisy = judge(measured, ['small'], sampleContext([...measured, ...twins], 'dev'));
		expect(noisy.verdict).toBe('inconclusive');
		expect(noisy.figures[0]?.low).toBeLessThan(0.2);
	});

	it('needs both sides, and one metric', () => {
		expect(judge(cells({ small: [100, 60] }), ['gone']).verdict).toBe('not-yet-measured');
		expect(judge([], ['small'], noRun).verdict).toBe('not-yet-measured');
		const whole = sampleMetric('a');
		const parts = [{ whole, without: sampleMetric('a', { metric: 'latencyMsP50' }) }];
		expect(() => share({ kind: 'share', parts, claimed: [0, 1] }, noRun)).toThrow('one metric');
	});
});
