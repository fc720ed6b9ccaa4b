import { describe, expect, it } from 'vitest';
import type { Cell } from '../../core/schemas/cell.ts';
import type { Histogram } from '../../core/schemas/histogram.ts';
import { sampleRun } from '../../core/samples.ts';
import type { Chart, ChartView } from '../chart.ts';
import { cellsOfExperiment } from '../experiment-samples.ts';
import { charts } from '../index.ts';
import { layouts } from '../layout.ts';
import { render } from '../render.ts';
import { rateCell, sampleContext, scatteredCell, withoutInterval } from '../samples.ts';
import { MIN_FONT_SIZE } from '../theme.ts';
import { sharePoints } from './distribution.ts';

const chartOf = (question: string): Chart => {
	const chart = charts.get(question);
	if (chart === undefined) throw new Error(`no chart ${question}`);
	return chart;
};

/** A thousand requests, one a millisecond: the p-th percentile is 10 p milliseconds. */
const even: Histogram = {
	unit: 'us',
	significantBits: 14,
	count: 1000,
	min: 1000,
	max: 1_000_000,
	buckets: Array.from({ length: 1000 }, (_, index) => [(index + 1) * 1000, 1]),
};

const withHistogram = (cell: Cell): Cell =>
	cell.status === 'measured' ? { ...cell, histograms: { responseTime: even } } : cell;

function viewsOf(question: string, machineClass: 'dedicated' | 'dev' = 'dev') {
	const chart = chartOf(question);
	const sample = sampleContext(chart, cellsOfExperiment(chart.experiment).map(withHistogram));
	const machine = { ...sample.run.machine, class: machineClass };
	const context = { ...sample, run: sampleRun({ ...sample.run, machine }) };
	return { context, views: chart.views?.(context) ?? [] };
}

const names = (views: readonly ChartView[]) => views.map(({ name }) => name);

describe('which views a chart offers', () => {
	it('is every metric that its cells have and its machine may state', () => {
		const { views } = viewsOf('store-cpu-per-request', 'dedicated');
		expect(names(views)).toEqual(['p50', 'p99', 'capacity', 'memory']);
		expect(views.every((view) => 'chart' in view)).toBe(true);
	});

	it('keeps capacity back on a shared machine, and latency under full load, which is the same', () => {
		const { views } = viewsOf('store-cpu-per-request', 'dev');
		const withheld = views.filter((view) => 'withheld' in view);
		expect(names(withheld)).toEqual(['p50', 'p99', 'capacity']);
		expect(withheld[0]?.withheld).toContain('only on the page of its run');
	});

	it('has no capacity of a load that is asked for at a rate', () => {
		expect(names(viewsOf('store-memory', 'dedicated').views)).toEqual(['cpu', 'p50', 'p99']);
	});

	it('adds the other scale to a curve, and the distribution of each load to a latency', () => {
		const { views } = viewsOf('load-vs-latency');
		expect(names(views)).toEqual(['linear', 'cpu', 'p99', 'memory', 'distribution']);
		// The last share of a capacity at which a queue does not grow.
		expect(views.at(-1)?.words).toBe('whole distribution at 90 %');
		expect(names(viewsOf('json-listed').views)).not.toContain('distribution');
		expect(names(viewsOf('prime-latency-at-rate').views)).toEqual([
			'linear',
			'distribution-rate-500',
			'distribution-rate-1000',
			'cpu',
			'memory',
		]);
	});

	it('is only the scale where requests are read apart from the rest of their cell, and nothing of a ratio', () => {
		expect(names(viewsOf('blocking-one-core').views)).toEqual(['linear']);
		expect(viewsOf('offloading-cpu').views).toEqual([]);
	});

	it('leaves out a metric that no cell has', () => {
		const chart = chartOf('prime-cpu-per-request');
		const cells = [scatteredCell('go/net-http:single', { serverCpuMsPerRequest: 30 })];
		expect(chart.views?.(sampleContext(chart, cells))).toEqual([]);
	});
});

const drawn = [...charts.keys()].flatMap((question) => {
	const { context, views } = viewsOf(question, 'dedicated');
	return views.flatMap((view) =>
		'chart' in view ? [{ question, name: view.name, chart: view.chart, context }] : [],
	);
});

describe.each(drawn)('$question as $name', ({ chart, context }) => {
	const rows = chart.rows(context);

	it.each(Object.values(layouts))(
		'is drawn as readable as the chart itself, $width',
		async (layout) => {
			const words = { id: 'c', title: 't', description: 'd' };
			const { svg, width } = await render(chart.spec(layout, rows), rows, words);
			expect(width).toBe(layout.total);
			const sizes = [...svg.matchAll(/font-size="([\d.]+)px"/g)].map(([, size]) => Number(size));
			expect(Math.min(...sizes)).toBeGreaterThanOrEqual(MIN_FONT_SIZE);
			expect(svg).toContain('points_marks');
		},
	);

	it('is drawn of a quick run, which has no intervals', async () => {
		const cells = context.runCells.map(withoutInterval).map(withHistogram);
		const quick = sampleContext(chart, cells);
		// Without a finding it is not offered.
		if (chart.finding(quick) === undefined) return;
		const few = chart.rows(quick);
		const words = { id: 'c', title: 't', description: 'd' };
		const { svg } = await render(chart.spec(layouts.narrow, few), few, words);
		expect(svg).toContain('<svg');
	});

	it('has a finding, and a row of the table for each point', () => {
		expect(chart.finding(context)).toMatch(/\d.*\.$/);
		const { ids = [], rows: lines, columns } = chart.table(context);
		expect(ids).toHaveLength(lines.length);
		for (const line of lines) expect(line).toHaveLength(columns.length);
		const pointed = rows.filter((row) => row.language && !('between' in row));
		expect(pointed.filter(({ id }) => !ids.includes(id))).toEqual([]);
	});
});

describe('sharePoints', () => {
	const points = sharePoints(even);

	it('begins with the fastest request and ends where a hundred are slower', () => {
		expect(points[0]).toEqual({ share: 0, ms: 1 });
		expect(points.at(-1)?.share).toBeCloseTo(0.9, 10);
		expect(points.at(-1)?.ms).toBeCloseTo(900, -1);
	});

	it('goes to the right in equal steps of the logarithm of what is slower', () => {
		const steps = points.map(({ share }) => -Math.log10(1 - share));
		expect(steps.map((step) => Number(step.toFixed(9)))).toEqual(
			Array.from({ length: 11 }, (_, index) => index / 10),
		);
		const falling = points.filter(({ ms }, index) => ms < (points[index - 1]?.ms ?? -Infinity));
		expect(falling).toEqual([]);
	});

	it('ends where what is slower may have waited for the hypervisor', () => {
		expect(sharePoints(even, { stolenShare: 0.2 }).at(-1)?.share).toBeLessThanOrEqual(0.6);
		expect(sharePoints(even, { stolenShare: 0.2 }).at(-1)?.share).toBeGreaterThan(0.4);
	});

	it('ends where too many rounds were disturbed beyond', () => {
		expect(sharePoints(even, { tailUpTo: 90 }).at(-1)?.share).toBeCloseTo(0.9, 9);
	});

	it('is empty where there are too few requests for any of it', () => {
		expect(sharePoints({ ...even, count: 99, buckets: even.buckets.slice(0, 99) })).toEqual([]);
	});
});

describe('a whole distribution', () => {
	it('marks the percentiles that were published, and tells of the others that they were not', () => {
		const chart = chartOf('prime-latency-at-rate');
		const cell = withHistogram(rateCell('go/net-http:single', 500, { 50: 501, 90: 901 }));
		const context = sampleContext(chart, [cell]);
		const [view] = (chart.views?.(context) ?? []).filter((one) => one.name.startsWith('dist'));
		if (view === undefined || !('chart' in view)) throw new Error('no view');
		const marks = view.chart.rows(context).filter((row) => !('between' in row));
		expect(marks.map(({ value }) => value)).toEqual([501, 901]);
		expect(view.chart.table(context).rows.map((row) => row.slice(1, 5))).toEqual([
			['p50', '501', '451 to 551', '100'],
			['p90', '901', '811 to 991', '100'],
			['p95', 'too few requests', '', ''],
			['p99', 'too few requests', '', ''],
			['p99.9', 'too few requests', '', ''],
			['longest', '1,000', '', '0'],
		]);
	});

	it('keeps the line of a server that failed, without a point', () => {
		const chart = chartOf('prime-latency-at-rate');
		const good = withHistogram(rateCell('go/net-http:single', 500, { 50: 501 }));
		const { windows, summary, percentiles, histograms, series, gates, ...rest } = rateCell(
			'rust/axum:inline',
			500,
			{},
		);
		const failed: Cell = {
			...rest,
			status: 'failed',
			failure: { stage: 'load', reason: 'It fell.' },
		};
		const context = sampleContext(chart, [good, failed]);
		const [view] = (chart.views?.(context) ?? []).filter((one) => one.name.startsWith('dist'));
		if (view === undefined || !('chart' in view)) throw new Error('no view');
		const row = view.chart.rows(context).find(({ name }) => name === 'Rust');
		expect(row).toMatchObject({ text: 'failed' });
		expect(row?.value).toBeUndefined();
	});
});
