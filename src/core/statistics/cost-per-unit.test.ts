import { describe, expect, it } from 'vitest';
import { costPerUnit } from './cost-per-unit.ts';

describe('costPerUnit', () => {
	it('is the difference over the units between, and not the quotient of a rung', () => {
		const lower = { at: 100, values: [1100, 2100, 3100] };
		const upper = { at: 300, values: [1500, 2500, 3500] };
		expect(costPerUnit(lower, upper)).toEqual({ median: 2, rounds: 3 });
	});

	it('pairs rounds, so that what differs between them cancels, and has an interval from six', () => {
		const base = [10, 90, 30, 70, 50, 20];
		const lower = { at: 0, values: base };
		const upper = { at: 10, values: base.map((value, round) => value + 10 * (round + 1)) };
		expect(costPerUnit(lower, upper)).toMatchObject({ median: 3.5, low: 1, high: 6, rounds: 6 });
	});

	it('may be negative, where noise is larger than the cost', () => {
		expect(costPerUnit({ at: 1, values: [5] }, { at: 2, values: [4] })?.median).toBe(-1);
	});

	it('is absent without rounds and without units', () => {
		expect(costPerUnit({ at: 1, values: [] }, { at: 2, values: [] })).toBeUndefined();
		expect(costPerUnit({ at: 1, values: [5] }, { at: 1, values: [5] })).toBeUndefined();
	});

	it('refuses rounds without a partner', () => {
		expect(() => costPerUnit({ at: 1, values: [5] }, { at: 2, values: [5, 6] })).toThrow(
			/not 1 and 2/,
		);
	});
});
