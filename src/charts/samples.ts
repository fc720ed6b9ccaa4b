import { sampleCell, sampleRun, sampleWindows } from '../core/samples.ts';
import type {
	Cell,
	MeasuredCell,
	MetricName,
	Percentile,
	WindowMetrics,
} from '../core/schemas/cell.ts';
import { subjectOf } from '../core/selection/find-cell.ts';
import { medianInterval } from '../core/statistics/median-interval.ts';
import { labelsOf } from '../site/data/labels.ts';
import { readExperiments, readImplementations, readWorkloads } from '../site/data/read-content.ts';
import type { Chart, ChartContext } from './chart.ts';
import { inDeclaredOrder } from './cell-rows.ts';

/*
 * Small runs for tests of charts. The figures are made up and stand for nothing measured.
 */

const subjects = [
	'node/http:single',
	'node/http:pool',
	'go/net-http:single',
	'go/net-http:as-published',
	'rust/axum:inline',
	'rust/axum:spawn-blocking',
];

/** Every metric named has a value. */
type Figures = Partial<Record<MetricName, number>>;

/** Small steps up and down that no subject shares, so that rounds differ as they do in a real run. */
const jitter = [1, 1.01, 0.99, 1.005, 0.995, 1.002, 0.998, 1.004];

/** A cell whose rounds scatter about the figures given. */
export function scatteredCell(
	subject: string,
	figures: Figures,
	changes: Partial<MeasuredCell> = {},
	rounds = 6,
): MeasuredCell {
	const [implementation = '', variant = ''] = subject.split(':');
	const place = subjects.includes(subject) ? subjects.indexOf(subject) : subject.length;
	const shift = place + (changes.duplicate ? 3 : 0);
	const windows = sampleWindows(
		Array.from({ length: rounds }, (_, round) => {
			const factor = jitter[(round + shift) % jitter.length] ?? 1;
			return scaled(figures, factor);
		}),
	);
	const summary = Object.fromEntries(
		Object.keys(figures).map((metric) => {
			const values = windows.flatMap((window) => window.metrics[metric as MetricName] ?? []);
			return [metric, { ...medianInterval(values, 0.95), rounds }];
		}),
	);
	const track = changes.track ?? '1';
	const load = changes.load ?? 'capacity-n20000';
	const id = `prime/${implementation}/${variant}/${track}/${load}${changes.duplicate ? '/duplicate' : ''}`;
	return sampleCell({ id, implementation, variant, windows, summary, ...changes });
}

/** A cell at a fixed rate, with the percentiles given in milliseconds. */
export function rateCell(
	subject: string,
	ratePerSecond: number,
	valueMs: Record<number, number>,
): MeasuredCell {
	const percentiles: Percentile[] = Object.entries(valueMs).map(([percentile, value]) => ({
		percentile: Number(percentile),
		valueMs: value,
		lowMs: value * 0.9,
		highMs: value * 1.1,
		exceedances: 100,
	}));
	return scatteredCell(
		subject,
		{ latencyMsP50: valueMs[50] ?? 1 },
		{
			load: `rate-${ratePerSecond}`,
			percentiles,
			loadDefinition: {
				kind: 'open',
				arrivals: 'poisson',
				operation: 'n2000',
				ratePerSecond,
				connections: 64,
				seconds: 2,
				tracks: ['1'],
			},
		},
	);
}

/** As a quick run has it: two rounds, which give no interval, and too few requests for a tail. */
export function withoutInterval(cell: Cell): Cell {
	if (cell.status === 'failed') return cell;
	const subject = `${cell.implementation}:${cell.variant}`;
	const figures = Object.fromEntries(
		Object.entries(cell.summary).map(([metric, estimate]) => [metric, estimate.median]),
	);
	const { summary, windows } = scatteredCell(subject, figures, {}, 2);
	const percentiles = cell.percentiles
		.filter(({ percentile }) => percentile === 50)
		.map(({ percentile, valueMs, exceedances }) => ({ percentile, valueMs, exceedances }));
	return { ...cell, summary, windows, percentiles };
}

/** All that the charts of `prime` draw: ties, one slower subject, a twin, two rates, two core tracks. */
export function sampleCells(): Cell[] {
	return subjects.flatMap((subject, index) => {
		const cpu = subject.endsWith('as-published') ? 45 : 30;
		const figures = { serverCpuMsPerRequest: cpu, serverCoresUsed: 1 };
		const cores = subject === 'node/http:single' ? 1 : 2;
		const tail = { 50: 2 + index, 90: 5 + index, 95: 9 + index, 99: 30 + index };
		return [
			scatteredCell(subject, figures),
			...(subject === 'go/net-http:single'
				? [scatteredCell(subject, figures, { duplicate: true })]
				: []),
			scatteredCell(
				subject,
				{ ...figures, serverCoresUsed: cores * 0.98 },
				{ track: 'all', cores: 2 },
			),
			rateCell(subject, 500, { 50: tail[50], 90: tail[90], 95: tail[95] }),
			rateCell(subject, 1000, tail),
		];
	});
}

export function sampleContext(
	chart: Pick<Chart, 'draws' | 'tells'>,
	cells: readonly Cell[] = sampleCells(),
): ChartContext {
	const present = [...new Set(cells.map(subjectOf))];
	const declared = readExperiments()
		.get(cells[0]?.experiment ?? '')
		?.subjects.map(({ id }) => id);
	const run = sampleRun({ implementations: sampleVersions });
	return {
		run,
		cells: inDeclaredOrder(cells.filter(chart.draws), declared ?? subjects),
		runCells: cells,
		workload: readWorkloads().get(cells[0]?.workload ?? ''),
		labelOf: labelsOf(chart, {
			subjects: present,
			implementations: readImplementations(),
			measured: run.implementations,
		}),
	};
}

const sampleVersions = {
	'go/net-http': {
		sourceSha256: '0'.repeat(64),
		versions: { runtime: 'go1.26.8', 'encoding/json': 'v1, its own engine in go1.26.8' },
	},
};

/** Bytes of a file or of memory, and lines, are whole. */
const isCount = /Bytes(Max|AboveBase)?$|^linesOfCode$/;

function scaled(figures: Figures, factor: number): WindowMetrics {
	return Object.fromEntries(
		Object.entries(figures).map(([metric, value]) => [
			metric,
			isCount.test(metric) ? Math.round(value * factor) : value * factor,
		]),
	);
}
