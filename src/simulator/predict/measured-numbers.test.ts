import { expect, it } from 'vitest';
import { sampleCell, sampleRun } from '../../core/samples.ts';
import type { MeasuredCell } from '../../core/schemas/cell.ts';
import type { DeclaredWorkload } from '../../core/schemas/workload.ts';
import { measuredNumbers } from './measured-numbers.ts';

const expected = { status: 200, body: '{}' };
const workload: DeclaredWorkload = {
	id: 'wait',
	title: 'Wait',
	reason: 'A test.',
	operations: {
		'ms20-u0': { method: 'GET', path: '/wait?ms=20&units=0', expect: expected },
		'ms20-u50': {
			method: 'GET',
			path: '/wait?ms=20&units=50',
			expect: expected,
			demand: { units: 50 },
		},
	},
	proofs: [],
};
const load: Extract<MeasuredCell['loadDefinition'], { kind: 'open' }> = {
	kind: 'open',
	arrivals: 'poisson',
	ratePerSecond: 500,
	connections: 64,
	seconds: 2,
	tracks: ['1'],
};
const run = sampleRun({
	unitCosts: [
		{
			experiment: 'prime',
			subject: 'go/net-http:single',
			track: '1',
			unit: 'units',
			cpuNs: 2000,
		},
	],
});
const p99 = [{ percentile: 99, valueMs: 30, exceedances: 200 }];
const alone = sampleCell({
	load: 'alone',
	loadDefinition: { ...load, operation: 'ms20-u0' },
	summary: {
		serverCpuMsPerRequest: { median: 0.1, rounds: 6 },
		latencyMsMean: { median: 21, rounds: 6 },
	},
	percentiles: p99,
});
const mixed = sampleCell({
	load: 'mixed',
	loadDefinition: { ...load, mix: { 'ms20-u0': 480, 'ms20-u50': 20 } },
	operations: { 'ms20-u0': [{ percentile: 99, valueMs: 25, exceedances: 200 }] },
});

it('puts a load in the numbers that a reader gives, and its times beside', () => {
	const [one, two] = measuredNumbers(run, [alone, mixed], workload);
	expect(one).toMatchObject({
		rule: 'slices',
		numbers: { perSecond: 500, cpuMs: 0.1, waitMs: 20, slowShare: 0, cores: 1 },
		measured: { mean: 21, p99: 30 },
	});
	expect(two?.numbers).toMatchObject({ cpuMs: 0.1, slowShare: 0.04, slowMs: 0.1 });
	expect(two?.measured, 'of the quick operation alone').toEqual({ p99: 25 });
});

it('leaves out what has no such numbers: twins, closed loads, new connections, unknown rules, unknown demands', () => {
	const unknown = { ...alone, implementation: 'rust/axum', variant: 'block-in-place' };
	const closed = sampleCell({ summary: alone.summary });
	const fresh = sampleCell({
		...alone,
		loadDefinition: { ...load, operation: 'ms20-u0', newConnections: true },
	});
	const cells = [{ ...alone, duplicate: true }, closed, fresh, unknown, mixed];
	expect(measuredNumbers(run, cells, workload)).toEqual([]);
});
