import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { sampleCell, sampleRun, sampleWindows } from '../../core/samples.ts';
import type { MeasuredCell, WindowMetrics } from '../../core/schemas/cell.ts';
import type { Load } from '../../core/schemas/experiment.ts';
import { useResultsFolder } from '../data/sample-results.ts';

const id = '20260101-0000-load-testers-standard';
const { folder } = useResultsFolder();

it('show nothing before the first run', async () => {
	const { loadTesters } = await import('./load-testers.ts');
	expect(loadTesters()).toBeUndefined();
});

it('say who reports the true p99, who less, and what a correction invents', async () => {
	write('run.json', sampleRun({ id, experiments: ['load-testers'] }));
	publish('stop-pacer-rate', 'pacer', { latencyMsP50: 0.1, latencyMsP99: 901, latencyMsMax: 1000 });
	publish('stop-wrk', 'wrk', reported(0.2, 12, 1000));
	publish('stop-autocannon', 'autocannon', reported(440, 950, 1000));
	const { loadTesters } = await import('./load-testers.ts');
	const exhibit = loadTesters();
	expect(exhibit?.finding.replaceAll('\u00a0', ' ')).toBe(
		'The true p99 is 900 ms. Of 3 ways to ask, 2 come within a tenth of it: autocannon closed and pacer closed; one reports less, down to 12 ms. But autocannon closed at the price of a p50 of 440 ms, where the truth is nothing.',
	);
	expect(exhibit?.table.rows.map(([tool]) => tool)).toEqual([
		'truth',
		'wrk',
		'autocannon',
		'pacer',
	]);
});

it('take what the tool printed, not what was made of it', async () => {
	write('run.json', sampleRun({ id, experiments: ['load-testers'] }));
	publish('stop-wrk', 'wrk', { ...reported(1, 2, 3), latencyMsP50: 7, latencyMsP99: 8 });
	const { againstTruth } = await import('../data/load-testers.ts');
	expect(againstTruth('stall')?.reported).toMatchObject([{ p50Ms: 1, p99Ms: 2, maxMs: 3 }]);
	expect(againstTruth('stall')?.truth).toEqual({ p50Ms: 0, p99Ms: 900, maxMs: 1000 });
});

it('keep a line for a tool whose windows a gate left out', async () => {
	write('run.json', sampleRun({ id, experiments: ['load-testers'] }));
	publish('stop-wrk', 'wrk', reported(1, 2, 3));
	publish('stop-k6-rate', 'k6', {}, [{ gate: 'errors', pass: false, reason: 'One of ten.' }]);
	const { loadTesters } = await import('./load-testers.ts');
	expect(loadTesters()?.table.rows.map((row) => row.slice(0, 4))).toContainEqual([
		'k6',
		'After the answer',
		'none',
		'left out',
	]);
	expect(loadTesters()?.rows).toContainEqual(
		expect.objectContaining({ name: 'k6', text: 'left out' }),
	);
});

function reported(p50: number, p99: number, max: number): WindowMetrics {
	return {
		reportedLatencyMsP50: p50,
		reportedLatencyMsP99: p99,
		reportedLatencyMsMax: max,
	};
}

function publish(
	load: string,
	generator: NonNullable<Load['generator']>,
	metrics: WindowMetrics,
	gates: MeasuredCell['gates'] = [],
) {
	const windows = sampleWindows([metrics]).map((window) => ({ ...window, seconds: 10 }));
	const summary = Object.fromEntries(
		Object.entries(metrics).map(([metric, median]) => [metric, { median, rounds: 1 }]),
	);
	const cell = sampleCell({
		...{ id: `load-testers/rust/calibration/stall/1/${load}`, run: id, load, windows, summary },
		...{ experiment: 'load-testers', workload: 'hello', gates },
		...{ implementation: 'rust/calibration', variant: 'stall' },
		loadDefinition: {
			...{ kind: 'closed', operation: 'hello', connections: 100, seconds: 10, tracks: ['1'] },
			generator,
		},
	});
	write(`${cell.id}.json`, cell);
}

function write(file: string, value: unknown): void {
	const path = join(folder(), id, file);
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, JSON.stringify(value));
}
