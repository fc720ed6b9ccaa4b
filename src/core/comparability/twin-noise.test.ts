import { describe, expect, it } from 'vitest';
import { ratioOfPaired } from '../statistics/paired-ratio.ts';
import { twinNoise } from './twin-noise.ts';

const logs = [0.02, -0.01, 0.05, -0.04, 0.01, -0.03, 0, 0.03];

describe('twinNoise', () => {
	it('has the interval that a comparison of the same rounds has', () => {
		const found = twinNoise(logs, 8);
		const ones = logs.map(() => 1);
		const paired = ratioOfPaired(logs.map(Math.exp), ones);
		expect(found?.mean).toBeCloseTo(paired.ratio, 10);
		expect(found?.low).toBeCloseTo(paired.low, 10);
		expect(found?.high).toBeCloseTo(paired.high, 10);
	});

	it('finds more with more rounds, and never less than the interval alone would need', () => {
		const detectable = [6, 8, 32].map((rounds) => twinNoise(logs, rounds)?.detectable ?? NaN);
		expect(detectable[0]).toBeGreaterThan(detectable[1] ?? NaN);
		const alone = ratioOfPaired(
			logs.map(Math.exp),
			logs.map(() => 1),
		).detectableRatio;
		expect(detectable[1]).toBeGreaterThanOrEqual(alone);
	});

	it('has a floor that is no smaller than most rounds strayed, either way', () => {
		const floor = twinNoise(logs, 8)?.floor ?? NaN;
		const within = logs.filter((log) => Math.abs(log) <= Math.log(floor));
		expect(within).toHaveLength(7);
		expect(
			twinNoise(
				logs.map((log) => -log),
				8,
			)?.floor,
		).toBe(floor);
	});

	it.each([[[]], [[0.1]], [[0, 0, 0]]])('is absent for rounds without a spread: %j', (few) => {
		expect(twinNoise(few, 8)).toBeUndefined();
	});
});
