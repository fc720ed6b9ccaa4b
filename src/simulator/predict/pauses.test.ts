import { describe, expect, it } from 'vitest';
import { sampleCell, sampleRun, sampleWindows } from '../../core/samples.ts';
import type { InternalsSummary } from '../../core/schemas/internals-summary.ts';
import type { MeasuredCell } from '../../core/schemas/cell.ts';
import { pausesOf, predictWithPauses } from './pauses.ts';

const load: MeasuredCell['loadDefinition'] = {
	kind: 'open',
	arrivals: 'poisson',
	operation: 'u50',
	ratePerSecond: 5000,
	connections: 64,
	seconds: 2,
	tracks: ['1'],
};
const cell = sampleCell({
	implementation: 'node/http',
	variant: 'single',
	loadDefinition: load,
	windows: sampleWindows([{}, {}]),
});
const internals: InternalsSummary = {
	id: `${cell.id}/internals`,
	run: cell.run,
	experiment: cell.experiment,
	implementation: cell.implementation,
	variant: cell.variant,
	track: cell.track,
	load: cell.load,
	loadDefinition: load,
	seconds: 2,
	counts: { valid: 10_000, invalid: 0, failed: 0 },
	processes: 1,
	lines: 9,
	metrics: { gcPauses: { total: 20 }, gcPauseMsTotal: { total: 30 } },
	series: [],
};

describe('a collector’s pauses', () => {
	it('are as often and as long as Node.js reported', () => {
		expect(pausesOf(internals)).toEqual({ perRequest: 0.002, ms: 1.5 });
	});

	it('are, in Go, its collector’s share of the CPU, a stretch a collection', () => {
		const metrics = { gcCycles: { total: 5 }, gcCpuShare: { median: 0.01 } };
		expect(pausesOf({ ...internals, metrics })).toEqual({ perRequest: 0.0005, ms: 4 });
	});

	it('are unknown of a runtime that reports none', () => {
		expect(pausesOf({ ...internals, metrics: { workers: { median: 1 } } })).toBeUndefined();
		expect(pausesOf({ ...internals, metrics: { gcPauses: { total: 0 } } })).toBeUndefined();
	});

	it('make requests wait as theory says: a line of two kinds (Pollaczek and Khinchine)', () => {
		const demand = { cpuMs: 0.1, elsewhereMs: 0.05 };
		const times = predictWithPauses(sampleRun(), { cell, demand }, { perRequest: 0.002, ms: 1.5 });
		const rate = 5;
		const busy = rate * (0.1 + 0.002 * 1.5);
		const residual = (rate * (0.1 ** 2 + 0.002 * 1.5 ** 2)) / 2;
		// A pause comes just before a request, which waits for all of it.
		const theory = 0.05 + 0.1 + residual / (1 - busy) + 0.002 * 1.5;
		expect(Math.abs(times.mean / theory - 1)).toBeLessThan(0.06);
		const without = predictWithPauses(sampleRun(), { cell, demand }, { perRequest: 0, ms: 1.5 });
		expect(times.p99).toBeGreaterThan(1.3 * without.p99);
	});
});
