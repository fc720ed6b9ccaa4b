import { describe, expect, it } from 'vitest';
import {
	formatCount,
	formatEstimate,
	formatLarge,
	formatMetric,
	formatNumber,
	formatRatio,
} from './format.ts';

describe('figures', () => {
	it.each([
		[1234.5, '1,230'],
		[0.012345, '0.0123'],
		[12, '12'],
		[0, '0'],
	])('prints %f with three significant digits', (value, text) => {
		expect(formatNumber(value)).toBe(text);
	});

	it('keeps every digit of a count', () => {
		expect(formatCount(8_427_906)).toBe('8,427,906');
	});

	it.each([
		[10_113_487_200, '10.1 thousand million'],
		[2_500_000, '2.5 million'],
		[1200, '1,200'],
	])('says large numbers in words', (value, text) => {
		expect(formatLarge(value)).toBe(text);
	});

	it.each([
		[1.005, '1.01'],
		[0.98, '0.98'],
		[2, '2.00'],
		[14.96, '15'],
		[15.42, '15.4'],
	])('prints the ratio %f as %s', (ratio, text) => {
		expect(formatRatio(ratio)).toBe(text);
	});

	it('converts to the unit shown', () => {
		expect(formatMetric('serverCpuMsPerRequest', 11.9)).toBe('11.9 ms of CPU a request');
		expect(formatMetric('serverCpuMsPerRequest', 0.0153)).toBe('15.3 µs of CPU a request');
		expect(formatMetric('serverCpuMsPerRequest', 0.5, 2)).toBe('0.5 ms of CPU a request');
		expect(formatMetric('serverRssBytesMax', 45_200_000)).toBe('45.2 MB');
		expect(formatMetric('stealShare', 0.012)).toBe('1.2 %');
	});

	it('prints an estimate with its interval where there is one', () => {
		const estimate = { median: 45_200_000, low: 44_000_000, high: 47_190_000, rounds: 6 };
		expect(formatEstimate('serverRssBytesMax', estimate)).toBe('45.2 MB (44 to 47.2)');
		const cpu = { median: 0.99, low: 0.96, high: 1.02, rounds: 6 };
		expect(formatEstimate('serverCpuMsPerRequest', cpu)).toBe(
			'990 µs of CPU a request (960 to 1,020)',
		);
		expect(formatEstimate('latencyMsP50', { median: 1.5, rounds: 2 })).toBe('1.5 ms');
	});
});
