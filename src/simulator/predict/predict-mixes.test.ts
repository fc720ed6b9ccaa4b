import { describe, expect, it } from 'vitest';
import { sampleCell, sampleRun, sampleWindows } from '../../core/samples.ts';
import type { MeasuredCell } from '../../core/schemas/cell.ts';
import type { DeclaredWorkload } from '../../core/schemas/workload.ts';
import { predictMixes } from './predict-mixes.ts';

const expect200 = { status: 200, body: '{}' };
const workload: DeclaredWorkload = {
	id: 'work',
	title: 'Work',
	reason: 'A test.',
	operations: {
		u0: { method: 'GET', path: '/work?units=0', expect: expect200 },
		u50000: {
			method: 'GET',
			path: '/work?units=50000',
			expect: expect200,
			demand: { units: 50_000 },
		},
	},
	proofs: [],
};
const subject = { implementation: 'node/http', variant: 'single', cores: 1 };
const run = sampleRun({
	unitCosts: [
		{
			experiment: 'prime',
			subject: 'node/http:single',
			track: '1',
			unit: 'units',
			cpuNs: 2000,
		},
	],
});
const load: Extract<MeasuredCell['loadDefinition'], { kind: 'open' }> = {
	kind: 'open',
	arrivals: 'poisson',
	ratePerSecond: 500,
	connections: 64,
	seconds: 2,
	tracks: ['1'],
};

const alone = sampleCell({
	...subject,
	load: 'alone',
	loadDefinition: { ...load, operation: 'u0' },
	summary: { serverCpuMsPerRequest: { median: 0.1, rounds: 6 } },
	percentiles: [{ percentile: 50, valueMs: 0.3, exceedances: 500 }],
});

function mixed(changes: Partial<MeasuredCell> = {}): MeasuredCell {
	const operations = { u0: { valid: 1000, latencyMsMean: 20 } };
	return sampleCell({
		...subject,
		load: 'slow-2',
		loadDefinition: { ...load, mix: { u0: 498, u50000: 2 } },
		windows: sampleWindows([{}, {}]).map((window) => ({ ...window, operations })),
		operations: { u0: [{ percentile: 99, valueMs: 100, exceedances: 120 }] },
		...changes,
	});
}

describe('predictMixes', () => {
	it('foretells what the quick operation waits for beside slow ones', () => {
		const [prediction, ...others] = predictMixes(run, [alone, mixed()], workload);
		expect(others).toEqual([]);
		expect(prediction?.operation).toBe('u0');
		expect(prediction?.rows.map(({ figure }) => figure)).toEqual(['mean', 'p99']);
		// A slow one takes 100 ms, and one loop makes who comes meanwhile wait for it: 0.2 of all, and 50 ms on average.
		const [mean, p99] = prediction?.rows ?? [];
		expect(mean?.predictedMs).toBeGreaterThan(3);
		expect(p99?.predictedMs).toBeGreaterThan(70);
		expect(p99?.measuredMs).toBe(100);
	});

	it('tells schedulers apart: Go interrupts what computes', () => {
		const go = { implementation: 'go/net-http', variant: 'single' };
		const costs = run.unitCosts?.map((one) => ({ ...one, subject: 'go/net-http:single' }));
		const cells = [
			{ ...alone, ...go },
			{ ...mixed(), ...go },
		];
		const ofGo = predictMixes(sampleRun({ unitCosts: costs }), cells, workload);
		const ofLoop = predictMixes(run, [alone, mixed()], workload);
		const p99 = (predictions: typeof ofGo) =>
			predictions[0]?.rows.find(({ figure }) => figure === 'p99')?.predictedMs ?? NaN;
		expect(p99(ofGo)).toBeLessThan(0.6 * p99(ofLoop));
	});

	it('asks about pools and blocking threads, which keep the quick one from waiting for the slow', () => {
		const p99Of = (implementation: string, variant: string) => {
			const place = { implementation, variant, cores: 2, track: 'all' as const };
			const unitCosts = run.unitCosts?.map((one) => ({
				...one,
				subject: `${implementation}:${variant}`,
			}));
			const cells = [
				{ ...alone, ...place },
				{ ...mixed(), ...place },
			];
			const [prediction] = predictMixes(sampleRun({ unitCosts }), cells, workload);
			return prediction?.rows.find(({ figure }) => figure === 'p99')?.predictedMs ?? NaN;
		};
		const loop = p99Of('node/http', 'single');
		expect(loop).toBeGreaterThan(70);
		expect(p99Of('node/http', 'pool')).toBeLessThan(loop / 4);
		expect(p99Of('rust/axum', 'spawn-blocking')).toBeLessThan(loop / 4);
	});

	it('takes all windows in a first look where none passed its gates, and has no row without a request', () => {
		const failed = mixed();
		const windows = failed.windows.map((window) => ({ ...window, failedGates: ['steal'] }));
		const [prediction] = predictMixes(run, [alone, { ...failed, windows }], workload);
		expect(prediction?.rows.every(({ offBy }) => Number.isFinite(offBy))).toBe(true);
		expect(predictMixes(run, [alone, { ...failed, windows: [] }], workload)).toEqual([]);
	});

	it('asks nothing without a calibration, of twins, or of connections that are opened anew', () => {
		expect(predictMixes(run, [mixed()], workload)).toEqual([]);
		expect(predictMixes(sampleRun(), [alone, mixed()], workload)).toEqual([]);
		expect(predictMixes(run, [alone, mixed({ duplicate: true })], workload)).toEqual([]);
		const definition = { ...load, mix: { u0: 498, u50000: 2 }, newConnections: true as const };
		expect(predictMixes(run, [alone, mixed({ loadDefinition: definition })], workload)).toEqual([]);
	});
});
