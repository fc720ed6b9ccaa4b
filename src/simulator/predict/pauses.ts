import type { InternalsSummary } from '../../core/schemas/internals-summary.ts';
import type { Run } from '../../core/schemas/run.ts';
import { quickEven } from '../../core/truth/quick-random.ts';
import { simulate } from '../simulate.ts';
import { drawWorkload } from '../workload.ts';
import { timesOf, type Times } from './predict.ts';
import { arrivalsOf, windowsOf, type CellPrediction } from './predict-cells.ts';
import { schedulerOf } from './schedulers.ts';

/** What a garbage collector does to whoever waits, as its runtime reported it. */
export type Pauses = {
	/** Collections follow allocation, and so requests. */
	readonly perRequest: number;
	readonly ms: number;
};

/**
 * From an instrumented trial, which is in no cell: so nothing is fitted to what is judged. Node.js reports its pauses. Go stops
 * the world for microseconds only; but on one core its collector's CPU time is taken from requests too, and is counted here as
 * one stretch a collection, which is the most that it can do.
 */
export function pausesOf({ metrics, counts, seconds }: InternalsSummary): Pauses | undefined {
	const pauses = metrics.gcPauses?.total;
	const totalMs = metrics.gcPauseMsTotal?.total;
	if (pauses && totalMs !== undefined)
		return { perRequest: pauses / counts.valid, ms: totalMs / pauses };
	const cycles = metrics.gcCycles?.total;
	const share = metrics.gcCpuShare?.median;
	if (cycles && share !== undefined)
		return { perRequest: cycles / counts.valid, ms: (1000 * seconds * share) / cycles };
	return undefined;
}

/** The same prediction with pauses among the requests: each takes the core that a request would. */
export function predictWithPauses(
	run: Run,
	{ cell, demand }: Pick<CellPrediction, 'cell' | 'demand'>,
	pauses: Pauses,
): Times {
	const scheduler = schedulerOf(cell);
	if (scheduler === undefined) throw new RangeError(`No scheduler of ${cell.id} is modelled.`);
	const times = windowsOf(cell).flatMap(({ round, seconds }) => {
		const all = amongRequests(arrivalsOf(run, cell, round, seconds), pauses, round);
		const workload = drawWorkload({
			seed: 1,
			requests: all.length,
			connections: scheduler.connections,
			arrivals: { kind: 'recorded', atMs: all.map(({ atMs }) => atMs) },
			kinds: [demand.cpuMs, pauses.ms].map((ms) => ({
				name: 'one',
				share: 1,
				phases: [{ kind: 'cpu', demandMs: { kind: 'fixed', ms } }],
			})),
			kindOf: all.map(({ kind }) => kind),
		});
		const { arrivedAtMs, finishedAtMs } = simulate(workload, scheduler.make, scheduler);
		return all.flatMap(({ kind }, index) =>
			kind === REQUEST
				? [(finishedAtMs[index] ?? NaN) - (arrivedAtMs[index] ?? NaN) + demand.elsewhereMs]
				: [],
		);
	});
	return timesOf(Float64Array.from(times));
}

const [REQUEST, PAUSE] = [0, 1] as const;

/** A pause comes with a request, as what it allocates makes it due. */
function amongRequests(arrivals: readonly number[], { perRequest }: Pauses, seed: number) {
	const even = quickEven(seed);
	return arrivals.flatMap((atMs) => [
		...(even() < perRequest ? [{ atMs, kind: PAUSE }] : []),
		{ atMs, kind: REQUEST },
	]);
}
