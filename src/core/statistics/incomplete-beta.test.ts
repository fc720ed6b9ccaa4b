import { describe, expect, it } from 'vitest';
import { incompleteBeta, logGamma } from './incomplete-beta.ts';

describe('incompleteBeta', () => {
	it('agrees with the closed forms of a = 1 and of b = 1', () => {
		for (const x of [0.01, 0.3, 0.9]) {
			expect(incompleteBeta(x, 1, 7)).toBeCloseTo(1 - (1 - x) ** 7, 13);
			expect(incompleteBeta(x, 7, 1)).toBeCloseTo(x ** 7, 13);
		}
	});

	it('is the tail of a binomial distribution', () => {
		// P(at least 2 of 5 at 0.3) = 1 - 0.7^5 - 5 x 0.3 x 0.7^4.
		expect(incompleteBeta(0.3, 2, 4)).toBeCloseTo(1 - 0.7 ** 5 - 1.5 * 0.7 ** 4, 13);
	});

	it('stays between its ends', () => {
		expect([incompleteBeta(0, 2, 3), incompleteBeta(1, 2, 3)]).toEqual([0, 1]);
	});
});

it('logGamma agrees with factorials and with the square root of pi', () => {
	expect(logGamma(1)).toBeCloseTo(0, 13);
	expect(logGamma(11)).toBeCloseTo(Math.log(3628800), 12);
	expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 12);
});
