import { describe, expect, it } from 'vitest';
import { littlesLawRatio } from './littles-law.ts';

describe('littlesLawRatio', () => {
	it('is 1 for a closed loop that never rests', () => {
		expect(littlesLawRatio(79, 1000 * (16 / 79), 16)).toBeCloseTo(1, 12);
	});

	it('shows a latency that is half of what the connections allow', () => {
		expect(littlesLawRatio(24_000, 2, 100)).toBeCloseTo(0.48, 12);
	});

	it('refuses an idle system', () => {
		expect(() => littlesLawRatio(1, 1, 0)).toThrow('not 0');
	});
});
