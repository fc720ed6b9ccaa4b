import type { Cell, MeasuredCell, Window, WindowMetrics } from './schemas/cell.ts';
import type { Load } from './schemas/experiment.ts';
import type { Run } from './schemas/run.ts';

/*
 * Small valid runs and cells for tests. The figures are made up and stand for nothing measured.
 */

/** A gated `standard` run of `prime` on a dedicated machine, changed as the test needs. */
export function sampleRun(changes: Partial<Run> = {}): Run {
	return {
		schema: 1,
		id: '20260101-0000-prime-standard',
		experiments: ['prime'],
		profile: 'standard',
		startedAt: '2026-01-01T00:00:00Z',
		endedAt: '2026-01-01T00:10:00Z',
		resumedAt: [],
		commit: '0'.repeat(40),
		dirty: false,
		seed: 1,
		rounds: 6,
		machine: sampleMachine(),
		layouts: [],
		generator: { id: 'pacer', version: '0.1.0' },
		runnerNode: 'v26.0.0',
		implementations: {},
		order: [],
		trials: { planned: 1, measured: 1, failed: 0 },
		failures: [],
		gates: [{ gate: 'quiet-machine', pass: true }],
		labels: [],
		...changes,
	};
}

export function sampleMachine(changes: Partial<Run['machine']> = {}): Run['machine'] {
	return {
		class: 'dedicated',
		cpuModel: 'Sample CPU',
		physicalCores: 4,
		logicalCores: 4,
		coreSiblings: [[0], [1], [2], [3]],
		memoryBytes: 2 ** 33,
		os: 'linux',
		kernel: '6.12',
		architecture: 'x64',
		...changes,
	};
}

/** One window a round, each with the metrics given. */
export function sampleWindows(rounds: readonly WindowMetrics[]): Window[] {
	return rounds.map((metrics, index) => ({
		round: index + 1,
		trialOrder: 1,
		windowOrder: 1,
		startedAt: '2026-01-01T00:00:00Z',
		seconds: 2,
		counts: {
			scheduled: 100,
			sent: 100,
			valid: 100,
			invalid: 0,
			timedOut: 0,
			failed: 0,
			unfinished: 0,
		},
		metrics,
		failedGates: [],
	}));
}

/** A measured cell of `go/net-http:single` at `capacity-n20000` on one core, changed as the test needs. */
export function sampleCell(changes: Partial<MeasuredCell> = {}): MeasuredCell {
	return {
		...place,
		status: 'measured',
		windows: [],
		summary: {},
		percentiles: [],
		histograms: {},
		series: [],
		gates: [],
		...changes,
	};
}

/** The same cell, failed. */
export function sampleFailedCell(changes: Partial<FailedCell> = {}): FailedCell {
	const failure = { stage: 'load', reason: 'The server did not start.' } as const;
	return { ...place, status: 'failed', failure, ...changes };
}

type FailedCell = Extract<Cell, { status: 'failed' }>;

/** What both are under. */
export const sampleLoad = {
	kind: 'closed',
	operation: 'n20000',
	connections: 16,
	seconds: 2,
	tracks: ['1', 'all'],
} satisfies Load;

const place = {
	id: 'prime/go/net-http/single/1/capacity-n20000',
	run: '20260101-0000-prime-standard',
	experiment: 'prime',
	workload: 'prime',
	implementation: 'go/net-http',
	variant: 'single',
	duplicate: false,
	track: '1' as const,
	cores: 1,
	generatorShared: false,
	load: 'capacity-n20000',
	loadDefinition: sampleLoad,
};
