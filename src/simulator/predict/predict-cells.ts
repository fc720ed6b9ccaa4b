import { arrivalSeed } from '../../core/arrivals/seed.ts';
import { arrivalsMs } from '../../core/arrivals/timetable.ts';
import type { Cell, MeasuredCell, Window } from '../../core/schemas/cell.ts';
import type { Run } from '../../core/schemas/run.ts';
import { simulate } from '../simulate.ts';
import { responseTimesMs } from '../summary.ts';
import { drawWorkload } from '../workload.ts';
import { compare, type Figure, type PredictionRow, type Times, timesOf } from './predict.ts';
import { ruleOf } from './rules.ts';
import { schedulerOf } from './schedulers.ts';

/** What the model says of one cell, beside what was measured. */
export interface CellPrediction {
	cell: MeasuredCell;
	/** Of the subject's own capacity. */
	share: number;
	/** Up to a share of 0.8; what is beyond is shown and not aimed at, because there a hundredth more work is a far longer queue. */
	isAimedAt: boolean;
	/** What the model was told that a request needs. */
	demand: CellDemand;
	/** Of a percentile that the cell does not publish there is no row. */
	rows: PredictionRow[];
}

const AIMED_UP_TO = 0.8;

/**
 * Predicts every cell whose load is a share of its subject's capacity, from two others of the same subject that are not
 * judged: what a request costs comes from the load that found the capacity out, and what passes outside the server's core
 * (the way there and back, waking up) is what half of the requests of the least share took beyond that. The arrivals are those of the
 * run: its seed tells them again.
 */
export function predictCells(run: Run, cells: readonly Cell[]): CellPrediction[] {
	const shared = cells.flatMap((cell) => {
		const share = shareOf(cell);
		return cell.status === 'measured' && share !== undefined ? [{ cell, share }] : [];
	});
	const bySubject = Map.groupBy(shared, ({ cell }) =>
		[cell.implementation, cell.variant, cell.duplicate, cell.track].join(),
	);
	return [...bySubject.values()].flatMap((group) => {
		const [least, ...others] = group.toSorted((a, b) => a.share - b.share);
		const demand = least && calibrate(run, cells, least.cell);
		if (demand === undefined) return [];
		return others
			.filter(({ share }) => share < 1)
			.map(({ cell, share }) => ({
				cell,
				share,
				isAimedAt: share <= AIMED_UP_TO,
				demand,
				rows: compare(replay(run, cell, demand), measuredOf(cell)),
			}));
	});
}

/** The same of every request of a cell. */
interface CellDemand {
	cpuMs: number;
	elsewhereMs: number;
}

/** Undefined where the capacity or the least share has no figure, or the model does not know the scheduler. */
function calibrate(run: Run, cells: readonly Cell[], least: MeasuredCell): CellDemand | undefined {
	const load = loadOfCapacity(least);
	const capacity = cells.find((cell) => cell.load === load && isSameSubject(cell, least));
	if (capacity?.status !== 'measured') return undefined;
	const cpuMs = capacity.summary.serverCpuMsPerRequest?.median;
	// The median, because a pause of the machine moves the mean of a quiet load more than that of any other.
	const measuredMs = measuredOf(least).p50;
	if (cpuMs === undefined || measuredMs === undefined || !isAskedAbout(least)) return undefined;
	const inside = replay(run, least, { cpuMs, elsewhereMs: NOTHING_MS }).p50;
	return { cpuMs, elsewhereMs: Math.max(NOTHING_MS, measuredMs - inside) };
}

/** Where computing is handed over, one figure of CPU time does not tell which part of it is. */
function isAskedAbout({ implementation, variant }: Cell): boolean {
	return ruleOf(implementation, variant)?.offloads === false;
}

const NOTHING_MS = 0;

/** All rounds that count, each with its own arrivals; times are pooled, as those of the measured percentiles are. */
function replay(run: Run, cell: MeasuredCell, { cpuMs, elsewhereMs }: CellDemand): Times {
	const scheduler = schedulerOf(cell);
	const { connections } = cell.loadDefinition;
	if (scheduler === undefined || connections === undefined)
		throw new RangeError(`No scheduler of ${cell.id} is modelled.`);
	const times = windowsOf(cell).flatMap(({ round, seconds }) => {
		const atMs = arrivalsOf(run, cell, round, seconds);
		const workload = drawWorkload({
			seed: 1,
			requests: atMs.length,
			connections,
			arrivals: { kind: 'recorded', atMs },
			kinds: [
				{
					name: 'request',
					share: 1,
					phases: [{ kind: 'cpu', demandMs: { kind: 'fixed', ms: cpuMs } }],
				},
			],
		});
		const outcome = simulate(workload, scheduler.make, scheduler);
		return [...responseTimesMs(outcome)].map((time) => time + elsewhereMs);
	});
	return timesOf(Float64Array.from(times));
}

/** Those of the summary: all that passed, or in a first look all where none did. */
export function windowsOf({ windows }: MeasuredCell): Window[] {
	const passed = windows.filter(({ failedGates }) => failedGates.length === 0);
	return passed.length > 0 ? passed : windows;
}

/** When the requests of a round were meant to start, told again from the run's seed. */
export function arrivalsOf(
	{ seed }: Run,
	cell: MeasuredCell,
	round: number,
	seconds: number,
): number[] {
	const load = cell.loadDefinition;
	if (load.kind !== 'open') return [];
	const { arrivals: kind, ratePerSecond } = load;
	return arrivalsMs({ kind, ratePerSecond, seconds, seed: arrivalSeed(seed, round, cell.load) });
}

function measuredOf({ summary, percentiles }: MeasuredCell): Partial<Times> {
	const at = (percentile: number) =>
		percentiles.find((one) => one.percentile === percentile)?.valueMs;
	const figures: [Figure, number | undefined][] = [
		['mean', summary.latencyMsMean?.median],
		['p50', at(50)],
		['p95', at(95)],
		['p99', at(99)],
	];
	return Object.fromEntries(figures.filter(([, value]) => value !== undefined));
}

function shareOf({ loadDefinition }: Cell): number | undefined {
	return loadDefinition.kind === 'open' ? loadDefinition.capacity?.share : undefined;
}

function loadOfCapacity({ loadDefinition }: MeasuredCell): string | undefined {
	return loadDefinition.kind === 'open' ? loadDefinition.capacity?.load : undefined;
}

function isSameSubject(a: Cell, b: Cell): boolean {
	return (
		a.experiment === b.experiment &&
		a.implementation === b.implementation &&
		a.variant === b.variant &&
		a.duplicate === b.duplicate &&
		a.track === b.track
	);
}
