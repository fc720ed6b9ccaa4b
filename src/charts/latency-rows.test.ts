import { expect, it } from 'vitest';
import type { Cell } from '../core/schemas/cell.ts';
import { cellsOfExperiment } from './experiment-samples.ts';
import { charts } from './index.ts';
import { sampleContext } from './samples.ts';

it('keeps figures that fill their columns apart', () => {
	const chart = charts.get('blocking-one-core');
	if (chart === undefined) throw new Error('There is a chart of who waits on one core.');
	const quick = (percentile: number, valueMs: number) => ({
		percentile,
		valueMs,
		exceedances: 1000,
	});
	const both = [quick(50, 0.038), quick(95, 0.099), quick(99, 0.0991)];
	const cells = cellsOfExperiment('blocking').map((cell): Cell =>
		cell.status === 'measured'
			? { ...cell, percentiles: both, operations: { u0: both, u50000: both } }
			: cell,
	);
	const texts = chart.rows(sampleContext(chart, cells)).map(({ text }) => text);
	expect(texts).toContain('0.0380\u00a00.0991');
});
