import type { Reported, Unreported } from '../../charts/exhibits/reported-rows.ts';
import { whyNoFigure } from '../../charts/cell-rows.ts';
import { quantileMs } from '../../core/calibration/mixture.ts';
import { openLoopTruth } from '../../core/calibration/open-loop.ts';
import { parametersOf } from '../../core/calibration/parameters.ts';
import { isReportOfTheTool } from '../../core/gates/of-the-tool.ts';
import type { Cell, MeasuredCell, MetricName } from '../../core/schemas/cell.ts';
import type { Capabilities, GeneratorId } from '../../core/schemas/generator.ts';
import { subjectOf } from '../../core/selection/find-cell.ts';
import { median as medianOf } from '../../core/statistics/quantiles.ts';
import { chosenRun, experiments, implementations, type ChosenRun } from './index.ts';

const EXPERIMENT = 'load-testers';
const SERVER = 'rust/calibration';

/** The run in which all load generators faced the same servers; undefined before the first. */
function loadTesterRun(): ChosenRun | undefined {
	return experiments().has(EXPERIMENT) ? chosenRun(EXPERIMENT) : undefined;
}

/** What each tool reported of a variant of the calibration server, and what was true. */
export type AgainstTruth = {
	chosen: ChosenRun;
	reported: Reported[];
	/** The same, with the loads that have no figure in their places. */
	all: (Reported | Unreported)[];
	truth: { p50Ms: number; p99Ms: number; maxMs: number };
};

/** @returns undefined where nothing was measured, or no window was long enough to hold the truth */
export function againstTruth(variant: string): AgainstTruth | undefined {
	const chosen = loadTesterRun();
	const environment = implementations().get(SERVER)?.variants[variant]?.environment;
	if (chosen === undefined || environment === undefined) return undefined;
	const cells = chosen.cells.filter(
		(cell) => subjectOf(cell) === `${SERVER}:${variant}` && !cell.duplicate,
	);
	const all = inDeclaredOrder(cells).map((cell) => reportedBy(cell, chosen));
	const reported = all.filter((one): one is Reported => !('why' in one));
	const [first] = cells.flatMap((cell) => (cell.status === 'measured' ? cell.windows : []));
	if (reported.length === 0 || first === undefined) return undefined;
	// Windows of one experiment last alike; a tool that takes whole seconds only may be a little off.
	const pieces = openLoopTruth(parametersOf(environment), Math.round(first.seconds));
	// To the microsecond: a quantile found by halving is never quite 0.
	const at = (share: number) => Math.round(quantileMs(pieces, share) * 1000) / 1000;
	return { chosen, reported, all, truth: { p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1) } };
}

/** The generators of the run with what each declares, in the order in which the run lists them. */
export function declaredCapabilities(): [GeneratorId, string, Capabilities][] {
	const generators = loadTesterRun()?.run.generators ?? {};
	return Object.entries(generators).map(([id, { version, capabilities }]) => [
		id as GeneratorId,
		version,
		capabilities,
	]);
}

/** The median of a figure over the rounds of a load, before whichever server it was put; undefined where none was measured. */
export function toolMedian(load: string, metric: MetricName): number | undefined {
	return medianOf(windowsOf(load).flatMap(({ metrics }) => metrics[metric] ?? []));
}

/** Requests that fell due and were never sent, median over the rounds, and the rate at which they fell due. */
export function leftOut(load: string): { requests: number; ratePerSecond: number } | undefined {
	const definition = experiments().get(EXPERIMENT)?.loads[load];
	const requests = medianOf(
		windowsOf(load).flatMap(({ counts: { scheduled, sent } }) =>
			scheduled === undefined || sent === undefined ? [] : [scheduled - sent],
		),
	);
	if (requests === undefined || definition?.kind !== 'open') return undefined;
	return { requests, ratePerSecond: definition.ratePerSecond };
}

function windowsOf(load: string) {
	const cells = loadTesterRun()?.cells ?? [];
	return cells.flatMap((cell) =>
		cell.status === 'measured' && cell.load === load && !cell.duplicate ? cell.windows : [],
	);
}

/** What the tool printed for its user; pacer prints the figures that every run has. */
function reportedBy(cell: Cell, { run }: ChosenRun): Reported | Unreported {
	const tool = cell.loadDefinition.generator ?? 'pacer';
	const capabilities = run.generators?.[tool]?.capabilities;
	const place = { id: cell.load, tool, load: cell.loadDefinition, capabilities };
	if (cell.status === 'failed') return { ...place, why: whyNoFigure(cell) };
	const value = (name: 'P50' | 'P99' | 'Max') =>
		cell.summary[`reportedLatencyMs${name}`]?.median ?? ownMedian(cell, `latencyMs${name}`);
	const [p50Ms, p99Ms, maxMs] = [value('P50'), value('P99'), value('Max')];
	if (p50Ms === undefined || p99Ms === undefined || maxMs === undefined) {
		return { ...place, why: whyNoFigure(cell) };
	}
	const failedGates = cell.gates.filter(({ pass }) => !pass).map(({ gate }) => gate);
	return { ...place, p50Ms, p99Ms, maxMs, failedGates };
}

/** Of pacer's own windows, by the rule for what another tool reports: a summary leaves out more. */
function ownMedian(cell: MeasuredCell, metric: MetricName): number | undefined {
	const windows = cell.windows.filter(({ failedGates }) => isReportOfTheTool(failedGates));
	return medianOf(windows.flatMap(({ metrics }) => metrics[metric] ?? []));
}

function inDeclaredOrder(cells: readonly Cell[]): Cell[] {
	const loads = Object.keys(experiments().get(EXPERIMENT)?.loads ?? {});
	return cells.toSorted((a, b) => loads.indexOf(a.load) - loads.indexOf(b.load));
}
