import { describe, expect, test } from 'vitest';
import { sampleCell, sampleFailedCell, sampleMachine, sampleRun } from '../../core/samples.ts';
import { figureWords, isStated, unitFor } from './figures.ts';

const estimate = (median: number) => ({ median, rounds: 6 });

describe('a table of figures', () => {
	test('has the unit of its largest figure, so that its lines can be compared', () => {
		const metric = 'serverCpuMsPerRequest';
		const small = unitFor(metric, [estimate(0.02), undefined, estimate(0.5)]);
		expect(small).toEqual({ unit: 'µs of CPU a request', perStored: 1000 });
		expect(unitFor(metric, [estimate(0.02), estimate(5)]).unit).toBe('ms of CPU a request');
	});

	test('prints the interval where there is one, and a dash where there is nothing', () => {
		const unit = { unit: 'µs', perStored: 1000 };
		expect(figureWords({ median: 0.761, low: 0.733, high: 0.792, rounds: 6 }, unit)).toBe(
			'761 (733 to 792)',
		);
		expect(figureWords(estimate(0.761), unit)).toBe('761');
		expect(figureWords(undefined, unit)).toBe('–');
	});

	test('states a shared machine’s capacity nowhere but on the page of its run', () => {
		const shared = sampleRun({ machine: sampleMachine({ class: 'dev' }) });
		expect(isStated(sampleRun(), sampleCell(), 'throughputPerSecond')).toBe(true);
		expect(isStated(shared, sampleCell(), 'throughputPerSecond')).toBe(false);
		expect(isStated(shared, sampleCell(), 'serverCpuMsPerRequest')).toBe(true);
		expect(isStated(sampleRun(), sampleFailedCell(), 'throughputPerSecond')).toBe(false);
		expect(isStated(sampleRun(), undefined, 'throughputPerSecond')).toBe(false);
	});
});
