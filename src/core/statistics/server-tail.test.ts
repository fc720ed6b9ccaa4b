import { describe, expect, it } from 'vitest';
import { isLeftBySteal, otherOwner, tailOf } from './server-tail.ts';

it.each([
	[50, 0.25],
	[90, 0.05],
	[95, 0.025],
	[99, 0.005],
	[99.9, 0.0005],
])('leaves p%f to the server while at most %f of the time is stolen', (percentile, share) => {
	expect(isLeftBySteal(percentile, share)).toBe(true);
	expect(isLeftBySteal(percentile, share * 1.01)).toBe(false);
	expect(isLeftBySteal(percentile, 0)).toBe(true);
	expect(isLeftBySteal(percentile, undefined)).toBe(true);
});

describe('tailOf', () => {
	it('knows the mean stolen share of the windows that passed', () => {
		const window = (stealShare: number, failedGates: string[] = []) => ({
			metrics: { stealShare },
			failedGates,
		});
		const windows = [window(0.01), window(0.5, ['errors']), window(0.05), window(0)];
		expect(tailOf(windows).stolenShare).toBeCloseTo(0.02);
	});

	it('knows the least percentile of them that nothing disturbed', () => {
		const window = (tailUpTo: 90 | 95, failedGates: string[] = []) => ({
			metrics: {},
			failedGates,
			tailUpTo,
		});
		expect(tailOf([window(95), window(90, ['errors'])])).toEqual({ tailUpTo: 95 });
		expect(tailOf([window(95), window(90)])).toEqual({ tailUpTo: 90 });
	});

	it('claims nothing where neither is known', () => {
		expect(tailOf([{ metrics: {}, failedGates: [] }])).toEqual({});
	});
});

describe('otherOwner', () => {
	it('is nobody while the hypervisor took little and no round was disturbed', () => {
		expect(otherOwner(99.9, {})).toBeUndefined();
		expect(otherOwner(95, { stolenShare: 0.005, tailUpTo: 95 })).toBeUndefined();
	});

	it('is a disturbance beyond the percentile that it left in every round', () => {
		expect(otherOwner(99, { stolenShare: 0.005, tailUpTo: 95 })).toBe('disturbance');
		expect(otherOwner(95, { tailUpTo: 90 })).toBe('disturbance');
	});

	it('is the hypervisor where both could be', () => {
		expect(otherOwner(99, { stolenShare: 0.02, tailUpTo: 95 })).toBe('hypervisor');
	});
});
