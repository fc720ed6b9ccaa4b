import {
	type Cell,
	type MeasuredCell,
	type MetricName,
	MetricNameSchema,
	type Percentile,
} from '../src/core/schemas/cell.ts';
import { isReportOfTheTool } from '../src/core/gates/of-the-tool.ts';
import type { CellLoad, DeclaredLoad } from '../src/core/schemas/experiment.ts';
import type { GateOutcome } from '../src/core/schemas/gate.ts';
import type { Histogram } from '../src/core/schemas/histogram.ts';
import { coarsen } from '../src/core/statistics/histogram.ts';
import { medianInterval } from '../src/core/statistics/median-interval.ts';
import { CliError } from './error.ts';
import { judgeCell } from './gates/cell.ts';
import { formatJson } from './json-file.ts';
import type { LoadResult } from './load-generators/load-result.ts';
import type { Plan, Trial } from './plan-file.ts';
import type { TrialRecord } from './stages/4-load.ts';
import type { JudgedWindow } from './stages/6-gate.ts';
import type { CellGroup } from './stages/7-summarise.ts';
import { mergeHistograms, operationPercentiles, readPercentiles } from './summary-percentiles.ts';

/** What an inspection found has no result of a generator. */
export type MeasuredWindow = JudgedWindow & { definition: CellLoad; result?: LoadResult };

/** A cell file holds at most this much, so that a year of runs stays a small clone. */
const limitBytes = 20_000;

export function cellId(trial: Trial, load: string): string {
	const { experiment, implementation, variant, track, duplicate } = trial;
	const parts = [experiment, implementation, variant, track, load];
	return [...parts, ...(duplicate ? ['duplicate'] : [])].join('/');
}

/** All windows of a cell into what is published of it. With no window at all, the first failure is the result. */
export function summariseCell(
	plan: Plan,
	group: CellGroup,
	windows: readonly MeasuredWindow[],
	failures: readonly NonNullable<TrialRecord['failure']>[],
): Cell {
	const base = describeCell(plan, group);
	const [failure] = failures;
	if (windows.length === 0) {
		if (!failure) throw new CliError(`Cell ${group.id} has neither windows nor a failure.`);
		return { ...base, loadDefinition: declaredLoad(group), status: 'failed', failure };
	}
	const [{ definition }] = windows as [MeasuredWindow];
	const passed = windowsToSummarise(plan, windows);
	const published = readPercentiles(passed);
	const cell: MeasuredCell = {
		...base,
		loadDefinition: definition,
		status: 'measured',
		windows: windows.map(({ window }) => window),
		summary: { ...summariseMetrics(passed, published), ...summariseReported(windows) },
		...summarisePrograms(passed),
		percentiles: published,
		...(definition.mix && { operations: operationPercentiles(passed) }),
		histograms: mergeHistograms(passed),
		series: windows.flatMap(({ result }) =>
			result?.series ? [result.series.map((second) => second.valid)] : [],
		),
		gates: [],
	};
	const results = passed.flatMap(({ result }) => result ?? []);
	const gates = [...judgeCell(plan, cell, results), ...windowGates(windows)];
	return fitIntoLimit({ ...cell, gates });
}

/**
 * Only windows that passed every gate. A quick run has too few rounds to lose any to a browser in the background:
 * where none passed it shows them all, and the cell's gates say so.
 */
function windowsToSummarise(
	plan: Plan,
	windows: readonly MeasuredWindow[],
): readonly MeasuredWindow[] {
	const passed = windows.filter(({ window }) => window.failedGates.length === 0);
	const isFirstLook = plan.profile === 'quick' || plan.profile === 'smoke';
	return passed.length === 0 && isFirstLook ? windows : passed;
}

function describeCell(plan: Plan, group: CellGroup) {
	const [trial] = group.trials;
	const layout = plan.layouts.find(({ track }) => track === trial?.track);
	if (!trial || !layout) throw new CliError(`Cell ${group.id} has no trial.`);
	return {
		id: group.id,
		run: plan.id,
		experiment: trial.experiment,
		workload: workloadOf(plan, trial),
		implementation: trial.implementation,
		variant: trial.variant,
		duplicate: trial.duplicate,
		track: trial.track,
		cores: coresOf(plan, layout.serverCpus),
		generatorShared: layout.generatorShared,
		load: group.load,
	};
}

/** Of a cell that has no window: what was planned. */
function declaredLoad({ id, load, trials }: CellGroup): DeclaredLoad {
	const planned = trials[0]?.windows.find((window) => window.load === load);
	if (planned) return planned.definition;
	throw new CliError(`Cell ${id} has no trial.`);
}

function workloadOf(plan: Plan, trial: Trial): string {
	const workload = plan.workloads[trial.experiment];
	if (workload) return workload;
	throw new CliError(`The plan names no workload for "${trial.experiment}".`);
}

/** Physical cores that hold at least one of the CPUs. */
function coresOf(plan: Plan, cpus: readonly number[]): number {
	return plan.machine.coreSiblings.filter((core) => core.some((cpu) => cpus.includes(cpu))).length;
}

/**
 * A percentile's estimate over rounds rests on the same requests as the pooled one, so it is published with it or not at
 * all; that of connecting too, since each of the requests then opens one connection.
 */
function summariseMetrics(
	windows: readonly MeasuredWindow[],
	published: readonly Percentile[],
): MeasuredCell['summary'] {
	const estimates = MetricNameSchema.options.flatMap((name) => {
		const percentile = /^(?:latency|connect)MsP(\d+)$/.exec(name)?.[1];
		if (percentile && !published.some((one) => one.percentile === Number(percentile))) return [];
		return estimate(windows, name);
	});
	return Object.fromEntries(estimates);
}

function summariseReported(windows: readonly MeasuredWindow[]): MeasuredCell['summary'] {
	const counted = windows.filter(({ window }) => isReportOfTheTool(window.failedGates));
	const names = MetricNameSchema.options.filter((name) => name.startsWith('reported'));
	return Object.fromEntries(names.flatMap((name) => estimate(counted, name)));
}

function estimate(windows: readonly MeasuredWindow[], name: MetricName) {
	return estimateOf(
		name,
		windows.flatMap(({ window }) => window.metrics[name] ?? []),
	);
}

/** Absent where one program is the whole server. */
function summarisePrograms(
	windows: readonly MeasuredWindow[],
): Pick<MeasuredCell, 'programCpuMsPerRequest'> {
	const each = windows.flatMap(({ window: { programCpuMsPerRequest: programs } }) =>
		programs ? [programs] : [],
	);
	const names = [...new Set(each.flatMap((programs) => Object.keys(programs)))];
	if (names.length === 0) return {};
	const estimates = names.flatMap((name) =>
		estimateOf(
			name,
			each.flatMap((programs) => programs[name] ?? []),
		),
	);
	return { programCpuMsPerRequest: Object.fromEntries(estimates) };
}

function estimateOf<Name extends string>(name: Name, values: readonly number[]) {
	const found = medianInterval(values);
	if (!found) return [];
	return [[name, { ...found, median: Number(found.median.toPrecision(5)) }] as const];
}

/** One line a gate: how many windows it kept out, with the worst value it saw. */
function windowGates(windows: readonly MeasuredWindow[]): GateOutcome[] {
	const names = new Set(windows.flatMap(({ gates }) => gates.map(({ gate }) => gate)));
	return [...names].map((gate) => {
		const outcomes = windows.flatMap(({ gates }) => gates.filter((one) => one.gate === gate));
		const failed = outcomes.filter(({ pass }) => !pass);
		const worst = (failed.length > 0 ? failed : outcomes).reduce((a, b) =>
			(b.value ?? -1) > (a.value ?? -1) ? b : a,
		);
		const { value, threshold } = worst;
		return {
			gate,
			// A window that a gate kept out is not in the summary; what remains has passed.
			pass: failed.length < outcomes.length,
			...(value === undefined ? {} : { value }),
			...(threshold === undefined ? {} : { threshold }),
			...(failed.length === 0
				? {}
				: {
						reason:
							`${failed.length} of ${outcomes.length} windows did not pass. ${worst.reason ?? ''}`.trim(),
					}),
		};
	});
}

/** Wider histogram buckets until the file fits; a bucket of 6 bits is 3 % of its value wide. */
function fitIntoLimit(cell: MeasuredCell): MeasuredCell {
	for (let bits = 8; bits >= 5; bits--) {
		const { responseTime, serviceTime } = cell.histograms;
		const histograms = {
			...(responseTime && { responseTime: atMostBits(responseTime, bits) }),
			...(serviceTime && { serviceTime: atMostBits(serviceTime, bits) }),
		};
		const fitted = { ...cell, histograms };
		if (Buffer.byteLength(formatJson(fitted)) <= limitBytes) return fitted;
	}
	return { ...cell, histograms: {} };
}

function atMostBits(histogram: Histogram, bits: number): Histogram {
	return coarsen(histogram, Math.min(bits, histogram.significantBits));
}
