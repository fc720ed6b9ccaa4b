import { describe, expect, it } from 'vitest';
import { splitMix64, uniform } from './random.ts';
import { trendOf } from './trend.ts';

const times = Array.from({ length: 200 }, (_, index) => index);

describe('trendOf', () => {
	it('finds the slope of a line, without doubt', () => {
		const trend = trendOf(times.map((at) => ({ at, value: 7 + 3 * at })));
		expect(trend?.slope).toBeCloseTo(3, 9);
		expect(trend?.low).toBeCloseTo(3, 6);
		expect(trend?.high).toBeCloseTo(3, 6);
	});

	it('covers the true slope in about 95 of 100 noisy series', () => {
		const random = splitMix64(1);
		const covered = Array.from({ length: 400 }, () => {
			const trend = trendOf(times.map((at) => ({ at, value: 2 * at + 50 * uniform(random) })));
			return trend !== undefined && trend.low <= 2 && trend.high >= 2;
		});
		const share = covered.filter(Boolean).length / covered.length;
		expect(share).toBeGreaterThan(0.92);
		expect(share).toBeLessThan(0.98);
	});

	it('takes a saw-tooth, as a collector makes one, for no slope', () => {
		const trend = trendOf(times.map((at) => ({ at, value: at % 7 })));
		expect(trend?.low).toBeLessThan(0);
		expect(trend?.high).toBeGreaterThan(0);
	});

	it('says nothing of too few readings', () => {
		expect(trendOf([])).toBeUndefined();
		expect(trendOf([{ at: 1, value: 1 }])).toBeUndefined();
		expect(trendOf(times.slice(0, 5).map((at) => ({ at, value: at })))).toBeUndefined();
	});
});
