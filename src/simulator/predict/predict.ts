import type { MakePolicy } from '../simulation.ts';
import { simulate } from '../simulate.ts';
import { quantileOf, responseTimesMs } from '../summary.ts';
import { drawWorkload } from '../workload.ts';
import type { RecordedRequest } from './record.ts';

/**
 * What an operation needs in a subject, found by a low load apart from what is judged: never fitted to the
 * window that is predicted.
 */
export type CalibratedDemand = {
	/** What keeps the server's core busy: its work and what the runtime and the kernel add. */
	readonly cpuMs: number;
	/** Handed to a thread of its own in the middle of the CPU time. Of a load either every operation has it or none. */
	readonly poolMs?: number;
	/** A wait after the CPU time, without a core. */
	readonly waitMs?: number;
	/** What keeps no core of the server busy: the way there and back. */
	readonly elsewhereMs?: number;
};

/** A subject's scheduler on the cores that it had. */
export type Scheduler = {
	readonly make: MakePolicy;
	readonly threads: number;
	readonly cores: number;
	/** Connections of the load; they tell who is pinned where. */
	readonly connections: number;
};

export const figures = ['mean', 'p50', 'p95', 'p99'] as const;
export type Figure = (typeof figures)[number];
export type Times = Readonly<Record<Figure, number>>;

/** A row of `Predicted / Measured / Off by`. */
export type PredictionRow = {
	readonly figure: Figure;
	readonly predictedMs: number;
	readonly measuredMs: number;
	/** 0.1 is a tenth too long. */
	readonly offBy: number;
	readonly withinAim: boolean;
};

/** What the model is to reach up to a utilisation of 0.8; what it misses is shown all the same. */
const AIM: Readonly<Record<Figure, number>> = { mean: 0.1, p50: 0.25, p95: 0.25, p99: 0.25 };

/** A request to replay: what it asked for, and when it was meant to start. */
type Replayed = Pick<RecordedRequest, 'operation' | 'intendedMs'>;

/** What the model says of a window of which each request was recorded. */
export function predict(
	recorded: readonly RecordedRequest[],
	demands: ReadonlyMap<string, CalibratedDemand>,
	scheduler: Scheduler,
): Times {
	const sent = recorded.filter(({ sentMs }) => sentMs !== undefined);
	return timesOf(replay(sent, demands, scheduler));
}

/**
 * Replays arrivals with calibrated demands, and gives each request's response time in their order. The model gets the very
 * arrivals that the server got: with arrivals of its own it would be another sample, and a tail of 25 s differs
 * between samples by more than is asked.
 */
export function replay(
	requests: readonly Replayed[],
	demands: ReadonlyMap<string, CalibratedDemand>,
	scheduler: Scheduler,
): Float64Array {
	const needed = requests.map(({ operation }) => {
		const demand = demands.get(operation);
		if (demand === undefined) {
			throw new RangeError(`No demand of operation ${operation} was calibrated.`);
		}
		return demand;
	});
	const each = (kind: 'cpu' | 'pool' | 'wait', read: (demand: CalibratedDemand) => number) => ({
		kind,
		demandMs: { kind: 'recorded' as const, ms: needed.map(read) },
	});
	const waits = needed.some(({ waitMs }) => waitMs !== undefined);
	const handsOver = needed.some(({ poolMs }) => poolMs !== undefined);
	const own = each('cpu', ({ cpuMs }) => (handsOver ? cpuMs / 2 : cpuMs));
	const phases = [
		own,
		...(handsOver ? [each('pool', ({ poolMs }) => poolMs ?? NOTHING_MS), own] : []),
		...(waits ? [each('wait', ({ waitMs }) => waitMs ?? NOTHING_MS)] : []),
	];
	const workload = drawWorkload({
		seed: 1,
		requests: requests.length,
		connections: scheduler.connections,
		arrivals: { kind: 'recorded', atMs: requests.map(({ intendedMs }) => intendedMs) },
		kinds: [{ name: 'recorded', share: 1, phases }],
	});
	return responseTimesMs(simulate(workload, scheduler.make, scheduler)).map(
		(time, request) => time + (needed[request]?.elsewhereMs ?? NOTHING_MS),
	);
}

/** An operation that does not wait, beside one that does. */
const NOTHING_MS = 0;

/** What was measured: from the intended start, as the model has it. Requests without an answer are left out on both sides. */
export function measuredTimes(recorded: readonly RecordedRequest[]): Times {
	return timesOf(
		Float64Array.from(
			recorded.flatMap(({ intendedMs, endedMs }) =>
				endedMs === undefined ? [] : [endedMs - intendedMs],
			),
		),
	);
}

/** A figure that was not measured has no row. */
export function compare(predicted: Times, measured: Partial<Times>): PredictionRow[] {
	return figures.flatMap((figure) => {
		const [predictedMs, measuredMs] = [predicted[figure], measured[figure]];
		if (measuredMs === undefined) return [];
		const offBy = predictedMs / measuredMs - 1;
		return [{ figure, predictedMs, measuredMs, offBy, withinAim: Math.abs(offBy) <= AIM[figure] }];
	});
}

/** Of times in any order. */
export function timesOf(unsorted: Float64Array): Times {
	const times = unsorted.toSorted();
	const sum = times.reduce((total, time) => total + time, 0);
	return {
		mean: sum / times.length,
		p50: quantileOf(times, 0.5),
		p95: quantileOf(times, 0.95),
		p99: quantileOf(times, 0.99),
	};
}
