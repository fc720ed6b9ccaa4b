import { describe, expect, it } from 'vitest';
import { drawnOperations } from './drawn-operations.ts';

describe('drawnOperations', () => {
	it('has the operations that pacer wrote into its record for the same seed', () => {
		const operations = [
			{ id: 's', weight: 3 },
			{ id: 'L', weight: 1 },
		];
		// Of a plan with 1,000 requests a second for 0.2 s and the seed 42.
		expect(drawnOperations(operations, 42, 40).join('')).toBe(
			'LLssLssLsLssssssLLssssssssssLsLssssssssL',
		);
	});

	it('is the one operation of a load that has no other', () => {
		expect(drawnOperations([{ id: 'u0', weight: 1 }], 1, 3)).toEqual(['u0', 'u0', 'u0']);
	});

	it('refuses a load that asks for nothing', () => {
		expect(() => drawnOperations([], 1, 1)).toThrow('at least one operation');
	});
});
