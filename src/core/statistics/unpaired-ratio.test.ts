import { describe, expect, it } from 'vitest';
import { ratioOfUnpaired } from './unpaired-ratio.ts';

describe('ratioOfUnpaired', () => {
	it("agrees with Welch's interval worked by hand", () => {
		// Logs 1, 2, 3 and 0, 4: means 2 and 2, squared errors 1/3 and 4; degrees (13/3)^2 / (1/18 + 16).
		const estimate = ratioOfUnpaired([1, 2, 3].map(Math.exp), [0, 4].map(Math.exp));
		expect(estimate.ratio).toBeCloseTo(1, 12);
		// 1.17 degrees of freedom: the 0.975 quantile lies between those of 1 and of 2.
		expect(Math.log(estimate.high) / Math.sqrt(13 / 3)).toBeGreaterThan(4.303);
		expect(Math.log(estimate.high) / Math.sqrt(13 / 3)).toBeLessThan(12.706);
		expect(estimate.rounds).toEqual([3, 2]);
	});

	it('is the pooled interval where both sides are alike: 2n - 2 degrees of freedom', () => {
		// Logs 1, 2, 3 and 5, 6, 7: squared error 2/3, t of 4 degrees of freedom 2.77645.
		const { low, high } = ratioOfUnpaired([5, 6, 7].map(Math.exp), [1, 2, 3].map(Math.exp));
		expect(Math.log(low)).toBeCloseTo(4 - 2.776445 * Math.sqrt(2 / 3), 5);
		expect(Math.log(high)).toBeCloseTo(4 + 2.776445 * Math.sqrt(2 / 3), 5);
	});

	it('turns into its reciprocal when the sides change places, and asks no order of the rounds', () => {
		const there = ratioOfUnpaired([1, 1.2, 1.1], [2, 2.4, 2.1, 2.2]);
		const back = ratioOfUnpaired([2.2, 2, 2.1, 2.4], [1.1, 1, 1.2]);
		expect(back.low).toBeCloseTo(1 / there.high, 12);
	});

	it('has no width where nothing varies', () => {
		expect(ratioOfUnpaired([2, 2], [1, 1])).toMatchObject({ ratio: 2, low: 2, high: 2 });
	});

	it('refuses a single round and values without a logarithm', () => {
		expect(() => ratioOfUnpaired([1], [1, 2])).toThrow('at least 2 rounds, not 1');
		expect(() => ratioOfUnpaired([1, 2], [1, 0])).toThrow('above 0, not 0');
	});
});
