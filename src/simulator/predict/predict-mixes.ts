import { drawnOperations } from '../../core/arrivals/drawn-operations.ts';
import { arrivalSeed } from '../../core/arrivals/seed.ts';
import { arrivalsMs } from '../../core/arrivals/timetable.ts';
import { operationsOf } from '../../core/operations-of.ts';
import type { Cell, MeasuredCell, Window } from '../../core/schemas/cell.ts';
import type { Run } from '../../core/schemas/run.ts';
import type { DeclaredWorkload } from '../../core/schemas/workload.ts';
import {
	compare,
	replay,
	timesOf,
	type CalibratedDemand,
	type PredictionRow,
	type Times,
} from './predict.ts';
import { windowsOf } from './predict-cells.ts';
import { ruleOf } from './rules.ts';
import { schedulerOf } from './schedulers.ts';

/** What the model says of a mix's most frequent operation, beside what was measured. */
export type MixPrediction = {
	readonly cell: MeasuredCell;
	readonly operation: string;
	readonly rows: readonly PredictionRow[];
};

/**
 * Predicts how long the frequent operation of a mix takes beside the rare ones that compute: here the scheduler decides. What
 * it needs comes from the load that asks for it alone, and what the others need beyond that from the cost of a unit, found
 * out before the first round. Arrivals and operations are those of the run, told again from its seed; which connection
 * each took is not known, and drawn.
 */
export function predictMixes(
	run: Run,
	cells: readonly Cell[],
	workload: DeclaredWorkload,
): MixPrediction[] {
	const measured = cells
		.filter((cell) => cell.status === 'measured')
		.filter(({ duplicate }) => !duplicate);
	return measured.flatMap((cell) => {
		const { loadDefinition: load } = cell;
		if (load.kind !== 'open' || load.mix === undefined || load.newConnections) return [];
		const [frequent] = operationsOf(load).toSorted((a, b) => b.weight - a.weight);
		const scheduler = schedulerOf(cell);
		if (frequent === undefined || scheduler === undefined) return [];
		const demands = calibrate(run, measured, workload, cell, frequent.id);
		if (demands === undefined) return [];
		const windows = windowsOf(cell);
		const times = windows.flatMap((window) => {
			const requests = requestsOf(run, cell, window);
			const each = replay(requests, demands, scheduler);
			return [...each].filter((_, index) => requests[index]?.operation === frequent.id);
		});
		if (times.length === 0) return [];
		const rows = compare(
			timesOf(Float64Array.from(times)),
			measuredTimes(cell, windows, frequent.id),
		);
		return [{ cell, operation: frequent.id, rows }];
	});
}

function requestsOf(run: Run, cell: MeasuredCell, { round, seconds }: Window) {
	const { loadDefinition: load } = cell;
	if (load.kind !== 'open') return [];
	const seed = arrivalSeed(run.seed, round, cell.load);
	const { arrivals: kind, ratePerSecond } = load;
	const arrivals = arrivalsMs({ kind, ratePerSecond, seconds, seed });
	const operations = drawnOperations(operationsOf(load), seed, arrivals.length);
	return arrivals.map((intendedMs, index) => ({
		intendedMs,
		operation: operations[index] ?? '',
	}));
}

/** Undefined where the operation was not asked for alone, or a unit's cost could not be found out. */
function calibrate(
	run: Run,
	cells: readonly MeasuredCell[],
	workload: DeclaredWorkload,
	cell: MeasuredCell,
	frequent: string,
): Map<string, CalibratedDemand> | undefined {
	const { implementation, variant, track, experiment } = cell;
	const alone = cells.find(
		(one) =>
			one.loadDefinition.operation === frequent &&
			one.loadDefinition.kind === 'open' &&
			one.implementation === implementation &&
			one.variant === variant &&
			one.track === track,
	);
	const cpuMs = alone?.summary.serverCpuMsPerRequest?.median;
	const responseMs = alone?.percentiles.find(({ percentile }) => percentile === 50)?.valueMs;
	const unit = (run.unitCosts ?? []).find(
		(one) => one.subject === `${implementation}:${variant}` && one.experiment === experiment,
	);
	if (cpuMs === undefined || responseMs === undefined || unit?.cpuNs === undefined)
		return undefined;
	const unitMs = unit.cpuNs / 1e6;
	const offloads = ruleOf(implementation, variant)?.offloads === true;
	const elsewhereMs = Math.max(NOTHING, responseMs - cpuMs);
	const demands = operationsOf(cell.loadDefinition).map(({ id }) => {
		const unitsMs = (workload.operations[id]?.demand?.[unit.unit] ?? NOTHING) * unitMs;
		// Where computing is handed over, all of it is, however short. What handing over costs stays with the rest.
		const needs = offloads ? { cpuMs, poolMs: unitsMs } : { cpuMs: cpuMs + unitsMs };
		return [id, { ...needs, elsewhereMs }] as const;
	});
	return new Map(demands);
}

/** An operation that declares no units has none. */
const NOTHING = 0;

function measuredTimes(
	cell: MeasuredCell,
	windows: readonly Window[],
	operation: string,
): Partial<Times> {
	const at = (percentile: number) =>
		cell.operations?.[operation]?.find((one) => one.percentile === percentile)?.valueMs;
	const known = windows.flatMap(({ operations }) => {
		const own = operations?.[operation];
		const mean = own?.latencyMsMean;
		return own === undefined || mean === undefined ? [] : [{ requests: own.valid, mean }];
	});
	const requests = known.reduce((sum, one) => sum + one.requests, 0);
	const sumMs = known.reduce((sum, one) => sum + one.requests * one.mean, 0);
	const figures = {
		mean: requests === 0 ? undefined : sumMs / requests,
		p50: at(50),
		p95: at(95),
		p99: at(99),
	};
	return Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== undefined));
}
