import { describe, expect, it } from 'vitest';
import { studentTCdf, studentTQuantile } from './student-t.ts';

describe('studentTQuantile', () => {
	// NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2, critical values of Student's t.
	it.each([
		[0.9, 1, 3.078],
		[0.975, 1, 12.706],
		[0.975, 2, 4.303],
		[0.95, 5, 2.015],
		[0.975, 5, 2.571],
		[0.995, 5, 4.032],
		[0.975, 9, 2.262],
		[0.999, 9, 4.297],
		[0.975, 30, 2.042],
		[0.975, 100, 1.984],
	])('agrees with the table at %f and %i degrees of freedom', (share, degrees, published) => {
		expect(studentTQuantile(share, degrees)).toBeCloseTo(published, 3);
	});

	it('approaches the normal distribution', () => {
		expect(studentTQuantile(0.975, 1e7)).toBeCloseTo(1.959964, 5);
	});

	it('is symmetric about 0', () => {
		expect(studentTQuantile(0.2, 5)).toBe(-studentTQuantile(0.8, 5));
		expect(studentTQuantile(0.5, 5)).toBeCloseTo(0, 12);
	});

	it('refuses certainty', () => {
		expect(() => studentTQuantile(1, 5)).toThrow('between 0 and 1, not 1');
	});
});

describe('studentTCdf', () => {
	it('agrees with the closed forms of 1 and 2 degrees of freedom', () => {
		for (const t of [-30, -2, -0.1, 0, 0.5, 1, 12.7]) {
			expect(studentTCdf(t, 1)).toBeCloseTo(0.5 + Math.atan(t) / Math.PI, 12);
			expect(studentTCdf(t, 2)).toBeCloseTo(0.5 + t / (2 * Math.sqrt(2 + t * t)), 12);
		}
	});

	it('agrees with the closed form of 5 degrees of freedom', () => {
		for (const t of [-4, 0.3, 2.570581835636]) {
			const angle = Math.atan(t / Math.sqrt(5));
			const cosine = Math.cos(angle);
			const inside = angle + Math.sin(angle) * (cosine + (2 / 3) * cosine ** 3);
			expect(studentTCdf(t, 5)).toBeCloseTo(0.5 + inside / Math.PI, 12);
		}
	});

	it('is undone by the quantile', () => {
		for (const degrees of [1, 5, 9, 59]) {
			for (const share of [0.001, 0.3, 0.8, 0.9999]) {
				expect(studentTCdf(studentTQuantile(share, degrees), degrees)).toBeCloseTo(share, 10);
			}
		}
	});

	it('refuses no degrees of freedom', () => {
		expect(() => studentTCdf(1, 0)).toThrow('above 0, not 0');
	});
});
