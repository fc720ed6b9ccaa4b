import { describe, expect, it } from 'vitest';
import { breakEven } from './break-even.ts';

describe('breakEven', () => {
	it('is the smallest size from which on the limit is kept', () => {
		const tasks = [
			{ size: 0.1, ratio: 1.3 },
			{ size: 10, ratio: 1.01 },
			{ size: 1, ratio: 1.08 },
		];
		expect(breakEven(tasks, 1.1)).toBe(1);
	});

	it('takes no size below one that breaks the limit', () => {
		const tasks = [
			{ size: 0.1, ratio: 1.05 },
			{ size: 1, ratio: 1.2 },
			{ size: 10, ratio: 1 },
		];
		expect(breakEven(tasks, 1.1)).toBe(10);
	});

	it('lets the upper end of the interval decide', () => {
		expect(breakEven([{ size: 1, ratio: 1.08, high: 1.12 }], 1.1)).toBeUndefined();
		expect(breakEven([{ size: 1, ratio: 1.08, high: 1.1 }], 1.1)).toBe(1);
	});

	it('is absent where none does, and where nothing was measured', () => {
		expect(breakEven([{ size: 1, ratio: 2 }], 1.1)).toBeUndefined();
		expect(breakEven([], 1.1)).toBeUndefined();
	});
});
