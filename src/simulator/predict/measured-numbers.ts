import { operationsOf } from '../../core/operations-of.ts';
import type { Cell, MeasuredCell } from '../../core/schemas/cell.ts';
import type { Run } from '../../core/schemas/run.ts';
import type { DeclaredWorkload } from '../../core/schemas/workload.ts';
import type { Figure } from './predict.ts';
import type { Numbers } from './predict-numbers.ts';
import { ruleOf, type RuleId } from './rules.ts';

/** A measured cell as a load in numbers that anybody could give, and what was measured of its quick requests. */
export type MeasuredNumbers = {
	readonly cell: MeasuredCell;
	readonly rule: RuleId;
	readonly numbers: Numbers;
	readonly measured: Partial<Readonly<Record<Figure, number>>>;
};

/** The cells of a run that can be put so: an open load over kept connections, of a subject whose rule is known. */
export function measuredNumbers(
	run: Run,
	cells: readonly Cell[],
	workload: DeclaredWorkload,
): MeasuredNumbers[] {
	return cells.flatMap((cell) => {
		if (cell.status !== 'measured' || cell.duplicate) return [];
		const { loadDefinition: load } = cell;
		const rule = ruleOf(cell.implementation, cell.variant);
		if (load.kind !== 'open' || load.newConnections || rule === undefined) return [];
		const demand = load.mix ? demandOfMix(run, cells, workload, cell) : demandOfOne(workload, cell);
		if (demand === undefined) return [];
		const { ratePerSecond: perSecond } = load;
		const numbers = { perSecond, cores: cell.cores, ...demand };
		return [{ cell, rule: rule.id, numbers, measured: timesOfQuick(cell) }];
	});
}

type Demand = Pick<Numbers, 'cpuMs' | 'waitMs' | 'slowShare' | 'slowMs'>;

const noSlow = { slowShare: 0, slowMs: 0 };

function demandOfOne(workload: DeclaredWorkload, cell: MeasuredCell): Demand | undefined {
	const { operation } = cell.loadDefinition;
	const cpuMs = cell.summary.serverCpuMsPerRequest?.median;
	if (operation === undefined || cpuMs === undefined) return undefined;
	return { cpuMs, waitMs: waitOf(workload, operation), ...noSlow };
}

/** Of two operations the frequent one is the quick one. What it needs is known where it was asked for alone. */
function demandOfMix(
	run: Run,
	cells: readonly Cell[],
	workload: DeclaredWorkload,
	cell: MeasuredCell,
): Demand | undefined {
	const operations = operationsOf(cell.loadDefinition);
	const [quick, slow, ...others] = operations.toSorted((a, b) => b.weight - a.weight);
	if (quick === undefined || slow === undefined || others.length > 0) return undefined;
	const alone = cells.find(
		(one) =>
			one.status === 'measured' &&
			!one.duplicate &&
			one.loadDefinition.kind === 'open' &&
			!one.loadDefinition.newConnections &&
			one.loadDefinition.operation === quick.id &&
			one.implementation === cell.implementation &&
			one.variant === cell.variant &&
			one.track === cell.track,
	);
	const unit = (run.unitCosts ?? []).find(
		({ subject, experiment }) =>
			subject === `${cell.implementation}:${cell.variant}` && experiment === cell.experiment,
	);
	const units = unit && workload.operations[slow.id]?.demand?.[unit.unit];
	if (alone?.status !== 'measured' || unit?.cpuNs === undefined || units === undefined)
		return undefined;
	const cpuMs = alone.summary.serverCpuMsPerRequest?.median;
	if (cpuMs === undefined) return undefined;
	const slowShare = slow.weight / (quick.weight + slow.weight);
	const slowMs = (units * unit.cpuNs) / 1e6;
	return { cpuMs, waitMs: waitOf(workload, quick.id), slowShare, slowMs };
}

/** A workload that waits is asked for how long: `/wait?ms=20`. Others do not wait. */
function waitOf(workload: DeclaredWorkload, operation: string): number {
	const path = workload.operations[operation]?.path ?? '';
	return Number(/[?&]ms=(\d+)/.exec(path)?.[1] ?? NO_WAIT_MS);
}

const NO_WAIT_MS = 0;

function timesOfQuick(cell: MeasuredCell): MeasuredNumbers['measured'] {
	const [quick] = operationsOf(cell.loadDefinition).toSorted((a, b) => b.weight - a.weight);
	const mixed = cell.loadDefinition.mix !== undefined;
	const percentiles = mixed ? cell.operations?.[quick?.id ?? ''] : cell.percentiles;
	const at = (percentile: number) =>
		percentiles?.find((one) => one.percentile === percentile)?.valueMs;
	const figures: [Figure, number | undefined][] = [
		['mean', mixed ? undefined : cell.summary.latencyMsMean?.median],
		['p50', at(50)],
		['p95', at(95)],
		['p99', at(99)],
	];
	return Object.fromEntries(figures.filter(([, value]) => value !== undefined));
}
