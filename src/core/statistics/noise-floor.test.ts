import { describe, expect, it } from 'vitest';
import { noiseFloor } from './noise-floor.ts';

describe('noiseFloor', () => {
	it('is the largest distance of few pairs, in either direction', () => {
		const floor = noiseFloor([
			[1.02, 1],
			[1, 1.1],
			[5, 5],
		]);
		expect(floor?.ratio).toBeCloseTo(1.1, 12);
		expect(floor).toMatchObject({ pairs: 3, statistic: 'maximum' });
	});

	it('is the 95th percentile of twenty or more, which one outlier does not move', () => {
		const pairs = Array.from({ length: 21 }, (_, index): [number, number] => [
			Math.exp(index === 20 ? 9 : index / 100),
			1,
		]);
		const floor = noiseFloor(pairs);
		expect(floor?.ratio).toBeCloseTo(Math.exp(0.19), 12);
		expect(floor?.statistic).toBe('95th-percentile');
		expect(noiseFloor(pairs.slice(1))?.statistic).toBe('95th-percentile');
		expect(noiseFloor(pairs.slice(2))?.statistic).toBe('maximum');
	});

	it('is absent without pairs', () => {
		expect(noiseFloor([])).toBeUndefined();
	});
});
