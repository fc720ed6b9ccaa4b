import { describe, expect, it } from 'vitest';
import { normalCdf, normalDraws } from './normal.ts';
import { splitMix64, uniform } from './random.ts';

describe('normalCdf', () => {
	// NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.1 and the usual two-sided limits.
	it.each([
		[0, 0.5],
		[1, 0.841345],
		[1.959964, 0.975],
		[-2.575829, 0.005],
		[3.5, 0.999767],
	])('agrees with the table at %f', (z, published) => {
		expect(normalCdf(z)).toBeCloseTo(published, 6);
	});

	it('reaches both ends', () => {
		expect(normalCdf(-40)).toBe(0);
		expect(normalCdf(40)).toBe(1);
	});
});

it('normalDraws have mean 0, deviation 1 and no bond between neighbours', () => {
	const next = splitMix64(11);
	const draw = normalDraws(() => uniform(next));
	const values = Array.from({ length: 40_000 }, draw);
	const mean = (of: readonly number[]) => of.reduce((sum, value) => sum + value, 0) / of.length;
	// Five standard errors of a mean of 40,000, of their squares (variance 2) and of products of neighbours.
	expect(Math.abs(mean(values))).toBeLessThan(0.025);
	expect(Math.abs(mean(values.map((value) => value * value)) - 1)).toBeLessThan(0.036);
	const products = values.slice(1).map((value, index) => value * (values[index] as number));
	expect(Math.abs(mean(products))).toBeLessThan(0.025);
});
