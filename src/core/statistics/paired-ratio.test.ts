import { describe, expect, it } from 'vitest';
import { detectableInErrors } from './detectable.ts';
import { ratioOfPaired } from './paired-ratio.ts';

describe('ratioOfPaired', () => {
	it('agrees with the t interval worked by hand', () => {
		// Logs 0.1, 0.2, 0.3: mean 0.2, standard error 0.1 / sqrt(3), t of 2 degrees of freedom 4.30265.
		const a = [0.1, 0.2, 0.3].map(Math.exp);
		const estimate = ratioOfPaired(a, [1, 1, 1]);
		expect(Math.log(estimate.ratio)).toBeCloseTo(0.2, 12);
		expect(Math.log(estimate.low)).toBeCloseTo(0.2 - (4.30265 * 0.1) / Math.sqrt(3), 6);
		expect(Math.log(estimate.high)).toBeCloseTo(0.2 + (4.30265 * 0.1) / Math.sqrt(3), 6);
		expect(Math.log(estimate.detectableRatio)).toBeCloseTo(
			(detectableInErrors(3, 0.95) * 0.1) / Math.sqrt(3),
			12,
		);
		expect(estimate.rounds).toBe(3);
	});

	it('cancels what the two sides of a round share', () => {
		const { low, high } = ratioOfPaired([2, 20, 200], [1, 10, 100]);
		expect(low).toBeCloseTo(2, 10);
		expect(high).toBeCloseTo(2, 10);
	});

	it('turns into its reciprocal when the sides change places', () => {
		const a = [1.1, 0.9, 1.3, 1.2];
		const b = [1, 1.1, 1.2, 0.8];
		const there = ratioOfPaired(a, b);
		const back = ratioOfPaired(b, a);
		expect(back.ratio).toBeCloseTo(1 / there.ratio, 12);
		expect(back.low).toBeCloseTo(1 / there.high, 12);
		expect(back.detectableRatio).toBeCloseTo(there.detectableRatio, 12);
	});

	it('is wider at a higher confidence', () => {
		const usual = ratioOfPaired([1, 2, 3], [1, 1, 1]);
		expect(ratioOfPaired([1, 2, 3], [1, 1, 1], 0.99).high).toBeGreaterThan(usual.high);
	});

	it('refuses a single round, rounds without a partner, and values without a logarithm', () => {
		expect(() => ratioOfPaired([1], [1])).toThrow('at least 2 rounds, not 1');
		expect(() => ratioOfPaired([1, 2], [1])).toThrow('not 2 and 1');
		expect(() => ratioOfPaired([1, 0], [1, 1])).toThrow('above 0, not 0 and 1');
		expect(() => ratioOfPaired([1, 1], [1, 0])).toThrow('above 0, not 1 and 0');
	});
});
