import { describe, expect, it } from 'vitest';
import { judgedWindow, loadResult } from '../samples.ts';
import type { AskedTail } from './gate.ts';
import { judgeKeepingTail } from './kept-tail.ts';

/** A window by the greatest percentile up to which its generator was in time; one that fails for another reason. */
type Sample = AskedTail | 50 | 'disturbed';

const of = (...groups: [count: number, sample: Sample][]) =>
	groups.flatMap(([count, sample]) => Array.from({ length: count }, () => sample));

describe('judgeKeepingTail', () => {
	it('asks for p99 where enough windows were in time up to it, and leaves the others out', () => {
		expect(judge(of([6, 99], [2, 95]))).toEqual(['passed ×6', 'schedule-lag ×2']);
	});

	it('gives up p99 where too few were, and says so of those alone', () => {
		expect(judge(of([5, 99], [1, 95], [2, 90]))).toEqual([
			'passed ×5',
			'passed up to p95 ×1',
			'schedule-lag ×2',
		]);
	});

	it('gives up p95 as well where that is not enough', () => {
		expect(judge(of([1, 99], [4, 95], [1, 90], [2, 50]))).toEqual([
			'passed ×1',
			'passed up to p95 ×4',
			'passed up to p90 ×1',
			'schedule-lag ×2',
		]);
	});

	it('takes from a window what its tail is part of, and leaves the rest', () => {
		const figures = { latencyMsP50: 1, latencyMsP95: 2, latencyMsP99: 9, latencyMsMax: 99 };
		const whole = { ...figures, latencyMsMean: 3, serverCpuMsPerRequest: 4, connectMsP99: 5 };
		const [kept] = judgeKeepingTail([undefined], 1, (_, upTo) => {
			const { window, ...judged } = judgedWindow(1, loadResult(), upTo > 95 ? 'steal' : undefined);
			const operations = { u0: { ...figures, valid: 10 } };
			return { ...judged, window: { ...window, metrics: whole, operations } };
		});
		expect(kept?.window).toMatchObject({ failedGates: [], tailUpTo: 95 });
		expect(kept?.window.metrics).toEqual({
			latencyMsP50: 1,
			latencyMsP95: 2,
			serverCpuMsPerRequest: 4,
		});
		expect(kept?.window.operations).toEqual({
			u0: { latencyMsP50: 1, latencyMsP95: 2, valid: 10 },
		});
	});

	it('keeps what little passes where no window keeps its tail', () => {
		expect(judge(of([4, 95], [4, 'disturbed']))).toEqual(['passed up to p95 ×4', 'steal ×4']);
	});

	it('gives up nothing where it would not help', () => {
		expect(judge(of([1, 99], [3, 95], [4, 'disturbed']))).toEqual([
			'passed ×1',
			'schedule-lag ×3',
			'steal ×4',
		]);
	});
});

function judge(samples: readonly Sample[]): string[] {
	const judged = judgeKeepingTail(samples, 6, (sample, upTo) => {
		const late = sample !== 'disturbed' && sample < upTo;
		const failed = sample === 'disturbed' ? 'steal' : late ? 'schedule-lag' : undefined;
		return judgedWindow(1, loadResult(), failed);
	});
	const words = judged.map(({ window: { failedGates, tailUpTo } }) =>
		tailUpTo ? `passed up to p${tailUpTo}` : failedGates.join() || 'passed',
	);
	return [...Map.groupBy(words, (word) => word)].map(([word, all]) => `${word} ×${all.length}`);
}
