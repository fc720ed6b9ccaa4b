import { describe, expect, it } from 'vitest';
import { sampleCell, sampleFailedCell } from '../samples.ts';
import { costOfAMillion } from './million-requests.ts';

const summary = {
	serverCpuMsPerRequest: { median: 0.05, low: 0.048, high: 0.055, confidence: 0.97, rounds: 6 },
	serverRssBytesMax: { median: 72e6, rounds: 6 },
};
const open = {
	kind: 'open' as const,
	arrivals: 'poisson' as const,
	mix: { read: 6, write: 1 },
	ratePerSecond: 2000,
	connections: 64,
	seconds: 2,
	tracks: ['1' as const],
};

describe('the cost of a million requests', () => {
	it('is their CPU time, with its interval', () => {
		// 0.05 ms each are 50 s for a million.
		const { cpuSeconds } = costOfAMillion(sampleCell({ summary }));
		expect(cpuSeconds?.median).toBeCloseTo(50, 9);
		expect(cpuSeconds?.low).toBeCloseTo(48, 9);
		expect(cpuSeconds?.high).toBeCloseTo(55, 9);
		expect(cpuSeconds).toMatchObject({ confidence: 0.97, rounds: 6 });
	});

	it('is the memory held for as long as they come at the rate asked', () => {
		// At 2,000 a second a million take 500 s; 72 MB for 500 s are 0.01 GB for an hour.
		const cost = costOfAMillion(sampleCell({ summary, loadDefinition: open }));
		expect(cost.memoryGigabyteHours?.median).toBeCloseTo(0.01, 12);
		expect(cost.memoryGigabyteHours).not.toHaveProperty('low');
		expect(cost.hours).toBeCloseTo(500 / 3600, 12);
	});

	it('has no memory in a closed loop, whose rate is the machine’s', () => {
		expect(Object.keys(costOfAMillion(sampleCell({ summary })))).toEqual(['cpuSeconds']);
	});

	it('leaves out what was not measured', () => {
		expect(costOfAMillion(sampleCell())).toEqual({});
		expect(costOfAMillion(sampleFailedCell())).toEqual({});
	});
});
