import { expect, it } from 'vitest';
import { sampleCell, sampleWindows } from '../../src/core/samples.ts';
import type { Percentile } from '../../src/core/schemas/cell.ts';
import { histogramOf, samplePlan } from '../samples.ts';
import { judgeCell } from './cell.ts';
import { exceedances } from './exceedances.ts';

/** 2,000 requests of 1 to 2,000 microseconds: 100 are slower than p95, 20 than p99. */
const responseTime = histogramOf(Array.from({ length: 2000 }, (_, index) => index + 1));
const published: Percentile[] = [50, 90, 95].map((percentile) => ({
	percentile,
	valueMs: 1,
	exceedances: Math.round(2000 * (1 - percentile / 100)),
}));

it('passes, and says of each percentile that is not published how few requests were slower', () => {
	const outcome = judge(published);
	expect(outcome).toMatchObject({ gate: 'exceedances', pass: true, value: 100, threshold: 100 });
	expect(outcome?.reason).toMatch(
		/^Not published, for want of 100 slower requests: p99 \(2\d\), p99\.9 \(\d\)\.$/,
	);
});

it('fails where a published percentile rests on fewer', () => {
	const few = [...published, { percentile: 99, valueMs: 1, exceedances: 20 }];
	expect(judge(few)).toEqual({
		gate: 'exceedances',
		pass: false,
		value: 20,
		threshold: 100,
		reason: 'Only 20 requests were slower than the published p99.',
	});
});

it('has nothing to add where all are published', () => {
	const all = [50, 90, 95, 99, 99.9].map((percentile) => ({
		percentile,
		valueMs: 1,
		exceedances: 150,
	}));
	expect(judge(all)).toEqual({ gate: 'exceedances', pass: true, value: 150, threshold: 100 });
});

it('does not apply where no latency was recorded', () => {
	expect(exceedances.judge({ publishable: true, cell: sampleCell(), results: [] })).toBeUndefined();
});

it('is not asked of a first look, which has too few requests for most', () => {
	const cell = sampleCell({ percentiles: published, histograms: { responseTime } });
	const asked = (profile: 'quick' | 'full') =>
		judgeCell(samplePlan({ profile }), cell, []).map(({ gate }) => gate);
	expect(asked('full')).toContain('exceedances');
	expect(asked('quick')).not.toContain('exceedances');
});

function judge(percentiles: Percentile[]) {
	return exceedances.judge({
		publishable: true,
		cell: sampleCell({ percentiles, histograms: { responseTime } }),
		results: [],
	});
}

it('says which percentiles too many rounds had to give up', () => {
	const windows = sampleWindows([{}, {}]).map((one) => ({ ...one, tailUpTo: 95 as const }));
	const outcome = exceedances.judge({
		publishable: true,
		cell: sampleCell({ percentiles: published, histograms: { responseTime }, windows }),
		results: [],
	});
	expect(outcome).toMatchObject({
		pass: true,
		reason: 'Not published, because too few rounds were undisturbed beyond p95: p99, p99.9.',
	});
});

it.each([
	[0.02, /^Not published, because the hypervisor took 2 % .*: p99, p99\.9\.$/],
	[
		0.004,
		/^Not published, for want .*: p99 \(2\d\)\. Not published, because the hypervisor took 0\.4 % .*: p99\.9\.$/,
	],
])('says which percentile may be the hypervisor’s that took %f of the time', (stealShare, said) => {
	const windows = sampleWindows(Array.from({ length: 6 }, () => ({ stealShare })));
	const outcome = exceedances.judge({
		publishable: true,
		cell: sampleCell({ percentiles: published, histograms: { responseTime }, windows }),
		results: [],
	});
	expect(outcome?.reason).toMatch(said);
});
