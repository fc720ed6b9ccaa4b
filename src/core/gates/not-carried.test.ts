import { describe, expect, it } from 'vitest';
import { isNotCarried } from './not-carried.ts';

const windows = (...each: string[][]) => each.map((failedGates) => ({ failedGates }));
const full = ['overload', 'littles-law'];

describe('isNotCarried', () => {
	it('is a queue that grew in as many rounds as an interval needs', () => {
		expect(isNotCarried(windows(full, full, full, full, full, full, ['steal']))).toBe(true);
		expect(isNotCarried(windows(full, full, full, full, full, ['steal'], []))).toBe(false);
	});

	it('asks for all rounds where there are fewer', () => {
		expect(isNotCarried(windows(full, ['overload']))).toBe(true);
		expect(isNotCarried(windows(full, []))).toBe(false);
		expect(isNotCarried([])).toBe(false);
	});

	it('is not one where the machine or the generator had a hand in it', () => {
		expect(isNotCarried(windows([...full, 'steal']))).toBe(false);
		expect(isNotCarried(windows(['overload', 'generator-cpu']))).toBe(false);
		expect(isNotCarried(windows(['littles-law']))).toBe(false);
	});
});
