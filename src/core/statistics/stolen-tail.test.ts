import { expect, it } from 'vitest';
import { isTheServers, stolenShareOf } from './stolen-tail.ts';

it.each([
	[50, 0.25],
	[90, 0.05],
	[95, 0.025],
	[99, 0.005],
	[99.9, 0.0005],
])('leaves p%f to the server while at most %f of the time is stolen', (percentile, share) => {
	expect(isTheServers(percentile, share)).toBe(true);
	expect(isTheServers(percentile, share * 1.01)).toBe(false);
	expect(isTheServers(percentile, 0)).toBe(true);
	expect(isTheServers(percentile, undefined)).toBe(true);
});

it('knows the mean of the windows that passed', () => {
	const window = (stealShare: number, failedGates: string[] = []) => ({
		metrics: { stealShare },
		failedGates,
	});
	const windows = [window(0.01), window(0.5, ['errors']), window(0.05), window(0)];
	expect(stolenShareOf(windows)).toBeCloseTo(0.02);
	expect(stolenShareOf([{ metrics: {}, failedGates: [] }])).toBeUndefined();
});
