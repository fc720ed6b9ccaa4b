import { expect, it } from 'vitest';
import { differenceWords, ownFigure } from './figures.ts';

const cell = {
	id: 'prime/go/net-http/single/1/capacity',
	summary: { serverCpuMsPerRequest: { median: 0.5, low: 0.4, high: 0.6, rounds: 9 } },
	percentiles: [{ percentile: 50, valueMs: 2, exceedances: 100 }],
	failedGates: ['drift'],
};

it('reads a metric in the unit of the chart, with its interval and the gates it did not pass', () => {
	const reading = { of: 'serverCpuMsPerRequest', per: 1000, unit: 'µs' };
	expect(ownFigure(cell, reading)).toEqual({
		value: 500,
		words: '500 µs (400 to 600), not passed: drift',
	});
});

it('reads a percentile by its name, and what was not measured not at all', () => {
	const words = 'p50 2.00 ms, not passed: drift';
	expect(ownFigure(cell, { of: 'p50', per: 1, unit: 'ms' })).toEqual({ value: 2, words });
	expect(ownFigure(cell, { of: 'p99', per: 1, unit: 'ms' })).toBeUndefined();
	expect(ownFigure(cell, { of: 'serverRssBytesMax', per: 1, unit: 'MB' })).toBeUndefined();
});

it('names four differences of environment and counts the rest', () => {
	const rows = ['CPU', 'kernel', 'image', 'commit', 'rounds'].map((name) => ({
		name,
		a: '1',
		b: '2',
		same: false,
	}));
	const [first, ...rest] = rows;
	expect(differenceWords(rows)).toMatch(/^CPU \(here 1, yours 2\); .*; and 1 more$/);
	expect(differenceWords(first ? [{ name: 'CPU', a: '1', same: false }] : rest)).toBe(
		'CPU (here 1, yours none)',
	);
	expect(differenceWords([{ name: 'CPU', a: '1', b: '1', same: true }])).toBe(
		'no difference of environment',
	);
});
