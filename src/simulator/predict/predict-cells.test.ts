import { describe, expect, it } from 'vitest';
import { sampleCell, sampleRun, sampleWindows } from '../../core/samples.ts';
import type { Cell, MeasuredCell } from '../../core/schemas/cell.ts';
import { predictCells } from './predict-cells.ts';

const subject = { implementation: 'rust/actix', variant: 'thread-per-core' };
const cpuMs = 0.1;

/** Of a server that needs 0.1 ms a request, and gets a share of the 10,000 a second that it can do. */
function sharedCell(share: number, changes: Partial<MeasuredCell> = {}): MeasuredCell {
	const windows = sampleWindows([{}, {}, {}, {}]).map((window) => ({ ...window, seconds: 2 }));
	const percentiles = [{ percentile: 50, valueMs: 0.15, exceedances: 1000 }];
	return sampleCell({
		...subject,
		load: `share-${share}`,
		loadDefinition: {
			kind: 'open',
			arrivals: 'poisson',
			operation: 'u50',
			ratePerSecond: 10_000 * share,
			capacity: { share, load: 'capacity' },
			connections: 64,
			seconds: 2,
			tracks: ['1'],
		},
		windows,
		percentiles,
		summary: { latencyMsMean: { median: 0.2, rounds: 4 } },
		...changes,
	});
}

const capacity = sampleCell({
	...subject,
	load: 'capacity',
	summary: { serverCpuMsPerRequest: { median: cpuMs, rounds: 4 } },
});

describe('predictCells', () => {
	const cells: Cell[] = [
		capacity,
		sharedCell(0.1),
		sharedCell(0.5),
		sharedCell(0.9),
		sharedCell(1.1),
	];
	const predictions = predictCells(sampleRun(), cells);
	const [half, nearlyFull] = predictions;

	it('calibrates on the least share, judges the others below capacity, and aims up to 80 %', () => {
		expect(predictions.map(({ share, isAimedAt }) => [share, isAimedAt])).toEqual([
			[0.5, true],
			[0.9, false],
		]);
		// At a tenth of capacity half of the requests meet nobody: 0.05 ms of the 0.15 pass elsewhere.
		expect(half?.rows.map(({ figure }) => figure)).toEqual(['mean', 'p50']);
	});

	it('foretells the mean of a queue with equal work (Pollaczek and Khinchine)', () => {
		const meanOf = (share: number) => 0.05 + cpuMs + (cpuMs * share) / (2 * (1 - share));
		expect(half?.rows[0]?.predictedMs).toBeCloseTo(meanOf(0.5), 2);
		const [mean] = nearlyFull?.rows ?? [];
		expect(Math.abs((mean?.predictedMs ?? NaN) / meanOf(0.9) - 1)).toBeLessThan(0.15);
	});

	it('asks each run by itself: another day has its own arrivals and its own costs', () => {
		const first = sampleRun();
		const later = sampleRun({ id: '20260301-0000-prime-standard', seed: 2 });
		const dearer = { serverCpuMsPerRequest: { median: 1.5 * cpuMs, rounds: 4 } };
		const cellsOfLater = [{ ...capacity, summary: dearer }, ...cells.slice(1)];
		const meanOf = (run: typeof first, of: readonly Cell[]) =>
			predictCells(run, of)[0]?.rows[0]?.predictedMs ?? NaN;
		const ofFirst = meanOf(first, cells);
		expect(meanOf(later, cells), 'other arrivals').not.toBe(ofFirst);
		expect(meanOf(later, cells) / ofFirst, 'of the same load').toBeCloseTo(1, 1);
		expect(meanOf(later, cellsOfLater), 'other costs').toBeGreaterThan(ofFirst);
		expect(meanOf(first, cells), 'nothing is kept from one to the next').toBe(ofFirst);
	});

	it('asks nothing of a subject without a capacity, or whose scheduler nobody has modelled', () => {
		expect(predictCells(sampleRun(), cells.slice(1))).toEqual([]);
		const pool = cells.map((cell) => ({ ...cell, implementation: 'node/http', variant: 'pool' }));
		expect(predictCells(sampleRun(), pool as Cell[])).toEqual([]);
	});
});
