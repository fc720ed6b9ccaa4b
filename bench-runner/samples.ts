import type { Load } from '../src/core/schemas/experiment.ts';
import type { Layout } from '../src/core/schemas/run.ts';
import { sampleMachine } from '../src/core/samples.ts';
import { histogramOf } from '../src/core/statistics/histogram-of.ts';
import type { WindowContext } from './gates/gate.ts';
import type { LoadResult } from './load-generators/load-result.ts';
import { pacer } from './load-generators/pacer.ts';
import type { InstrumentedTrial, Plan, Trial } from './plan-file.ts';
import type { CoreSpeed } from './probes/core-speed.ts';
import type { Sample } from './stages/5-sample.ts';
import type { JudgedWindow } from './stages/6-gate.ts';

export { histogramOf };

/*
 * Small valid inputs for the tests of the runner. The figures are made up and stand for nothing measured.
 */

export const closedLoad: Load = {
	kind: 'closed',
	operation: 'n2000',
	connections: 16,
	seconds: 1,
	tracks: ['1'],
};

export const openLoad: Load = {
	...closedLoad,
	kind: 'open',
	arrivals: 'poisson',
	ratePerSecond: 500,
};

export const ownCores: Layout = {
	track: '1',
	pinned: true,
	serverCpus: [0],
	generatorCpus: [1],
	generatorShared: false,
};

export const steadyCore: CoreSpeed = {
	dividerNs: 1_100_000,
	issueSlotsNs: 1_000_000,
	cacheNs: 600_000,
};

/** 1,000 right answers in one second, each after 2 ms, so 2 in flight. */
export function loadResult(changes: Partial<LoadResult> = {}): LoadResult {
	const times = histogramOf(new Array<number>(1000).fill(2000));
	return {
		generator: 'pacer',
		seconds: 1,
		elapsedSeconds: 1.25,
		interrupted: false,
		timer: 'timerfd',
		connections: { planned: 16, established: 16, connectFailures: 0, reconnects: 0 },
		counts: { ...rightAnswers },
		answersInWindow: 1000,
		statuses: { 200: 1000 },
		bytesReceived: 150_000,
		bytesSent: 80_000,
		inFlightIntegralSeconds: 2,
		inFlightMax: 10,
		responseTime: times,
		serviceTime: times,
		operations: { n2000: { valid: 1000, responseTime: times } },
		series: [{ second: 0, sent: 1000, valid: 1000, errors: 0 }],
		cpu: { userSeconds: 0.025, systemSeconds: 0.1 },
		...changes,
	};
}

export const rightAnswers = {
	scheduled: 1000,
	sent: 1000,
	valid: 1000,
	refused: 0,
	invalidStatus: 0,
	invalidLength: 0,
	malformed: 0,
	timedOut: 0,
	failed: 0,
	unfinished: 0,
};

/** A look at `seconds` of the runner's clock, with the counters that a quiet machine would show. */
export function sampleAt(seconds: number, changes: Partial<Sample> = {}): Sample {
	return {
		atMs: seconds * 1000,
		serverCpuNs: seconds * 0.8e9,
		serverRssBytes: 50_000_000,
		serverProcesses: 1,
		runnerCpuNs: seconds * 0.01e9,
		hostBusyCpuSeconds: seconds * 0.91,
		...changes,
	};
}

export function gateContext(changes: Partial<WindowContext> = {}): WindowContext {
	return {
		load: closedLoad,
		layout: ownCores,
		metrics: {},
		capabilities: pacer.capabilities,
		result: loadResult(),
		...changes,
	};
}

export function sampleTrial(changes: Partial<Trial> = {}): Trial {
	return {
		id: 'prime/round-01-trial-01',
		experiment: 'prime',
		round: 1,
		order: 1,
		implementation: 'go/net-http',
		variant: 'single',
		duplicate: false,
		track: '1',
		warmupSeconds: 1,
		windows: [{ load: 'capacity', definition: closedLoad, seconds: 1 }],
		...changes,
	};
}

export function sampleInstrumentedTrial(
	changes: Partial<InstrumentedTrial> = {},
): InstrumentedTrial {
	const { round: _r, order: _o, duplicate: _d, ...trial } = sampleTrial();
	return { ...trial, id: 'prime/instrumented-trial-01', instrumented: true, ...changes };
}

export function samplePlan(changes: Partial<Plan> = {}): Plan {
	return {
		id: '20260101-000000-prime-standard',
		experiments: ['prime'],
		workloads: { prime: 'prime' },
		profile: 'standard',
		rounds: 1,
		seed: 1,
		plannedAt: '2026-01-01T00:00:00Z',
		commit: '0'.repeat(40),
		dirty: false,
		machine: sampleMachine(),
		layouts: [ownCores],
		trials: [sampleTrial()],
		estimateSeconds: 3,
		labels: [],
		...changes,
	};
}

/** One judged window a round, right in everything; `failedGate` makes the round's window fail that gate. */
export function judgedWindow(
	round: number,
	result: LoadResult,
	failedGate?: string,
): JudgedWindow & { definition: Load; result: LoadResult } {
	const failure = failedGate && {
		gate: failedGate,
		pass: false,
		value: round,
		threshold: 0,
		reason: 'It was not right.',
	};
	return {
		load: 'capacity',
		definition: closedLoad,
		result,
		window: {
			round,
			trialOrder: 1,
			windowOrder: 1,
			startedAt: '2026-01-01T00:00:00Z',
			seconds: 1,
			counts: { ...countsOfWindow },
			metrics: { serverCpuMsPerRequest: round, latencyMsP50: 2, latencyMsP99: 2 },
			failedGates: failedGate ? [failedGate] : [],
		},
		gates: failure ? [failure] : [{ gate: 'answers', pass: true, value: 0, threshold: 0 }],
	};
}

const countsOfWindow = {
	scheduled: 1000,
	sent: 1000,
	valid: 1000,
	invalid: 0,
	timedOut: 0,
	failed: 0,
	unfinished: 0,
};
