import {
	whyNotPublished,
	whyPercentileUnpublished,
} from '../../core/comparability/unpublished-percentile.ts';
import { isNotCarried } from '../../core/gates/not-carried.ts';
import { findCell } from '../../core/selection/find-cell.ts';
import type { Estimate, MeasuredCell } from '../../core/schemas/cell.ts';
import type { CoreTrack } from '../../core/schemas/experiment.ts';
import { InvalidInput } from '../../core/schemas/sentence.ts';
import { whyNotStated } from '../../core/selection/why-not-stated.ts';
import type { Absence } from './absent.ts';
import { chosenRun, experiments, whyNoRun, workloads, type ChosenRun } from './index.ts';
import { derive, measuredBehind, type AnyMetric } from './metrics.ts';

/** Which figure an author means; the run is chosen by the rules of `selection`. */
export type FigureQuery = {
	experiment: string;
	subject: string;
	track: CoreTrack;
	load: string;
	metric: AnyMetric;
	/** Of a mix: the operation whose latency percentile is meant; absent: all of them together. */
	operation?: string | undefined;
	pinned?: string | undefined;
};

/** A figure in its stored unit, or one sentence that says why there is none. */
export type Figure =
	| {
			status: 'measured';
			value: number;
			low?: number;
			high?: number;
			rounds: number;
			chosen: ChosenRun;
			cell: MeasuredCell;
	  }
	| { status: Absence; reason: string };

/** @throws InvalidInput when the experiment has no such subject or load: an author's slip, not a missing run */
export function figure(query: FigureQuery): Figure {
	requireDeclared(query);
	const chosen = chosenRun(query.experiment, query.pinned);
	if (chosen === undefined) return absent(whyNoRun(query.experiment));
	const cell = findCell(chosen.cells, query);
	if (cell === undefined) return absent(`Run ${chosen.run.id} did not measure it.`);
	if (cell.status === 'failed') return absent(cell.failure.reason);
	const reason = whyNotStated(query.metric, chosen.run.machine.class, cell.loadDefinition.kind);
	if (reason !== undefined) return { status: 'not stated', reason };
	const estimate =
		pooledPercentile(cell, query.operation, query.metric) ??
		(query.operation === undefined ? cell.summary[measuredBehind(query.metric)] : undefined);
	if (estimate === undefined) {
		return whyNone(cell, query);
	}
	const shown = (stored: number) => derive(query.metric, stored, operationsPerRequest(query));
	const bounds = [estimate.low, estimate.high]
		.filter((bound) => bound !== undefined)
		.map(shown)
		// A reciprocal turns the interval's ends round.
		.sort((a, b) => a - b);
	const [low, high] = bounds;
	return {
		status: 'measured',
		value: shown(estimate.median),
		...(low !== undefined && high !== undefined && { low, high }),
		rounds: estimate.rounds,
		chosen,
		cell,
	};
}

function whyNone(cell: MeasuredCell, { metric, operation }: FigureQuery): Figure {
	const gate = cell.gates.find(({ pass }) => !pass);
	if (gate) {
		const status = isNotCarried(cell.windows) ? 'did not keep up' : 'left out';
		return { status, reason: `${gate.gate}: ${gate.reason ?? 'not passed'}` };
	}
	// A cell without any percentile recorded no latencies.
	const unpublished =
		operation === undefined && cell.percentiles.length > 0
			? whyPercentileUnpublished(cell, measuredBehind(metric))
			: whyOperationUnpublished(cell, { metric, operation });
	if (unpublished !== undefined) return { status: 'not published', reason: unpublished };
	return absent(`Run ${cell.run} has no such figure.`);
}

function whyOperationUnpublished(
	{ run, windows, operations }: MeasuredCell,
	{ metric, operation }: Pick<FigureQuery, 'metric' | 'operation'>,
): string | undefined {
	const percentile = /^latencyMsP(\d+)$/.exec(metric)?.[1];
	if (percentile === undefined || operation === undefined || !operations?.[operation]?.length) {
		return undefined;
	}
	return `Run ${run} has no p${percentile} of ${operation}: ${whyNotPublished(Number(percentile), windows)}.`;
}

/** The gates that its cells did not pass, each once, for the mark beside a figure in a sentence; empty where all passed. */
export function namesOfFailedGates({ gates }: Pick<MeasuredCell, 'gates'>): string {
	return [...new Set(gates.flatMap(({ gate, pass }) => (pass ? [] : [gate])))].join(', ');
}

/** A percentile of all requests together or of one operation, over all windows that are summarised: what charts draw too. */
function pooledPercentile(
	{ operations, percentiles, windows }: MeasuredCell,
	operation: string | undefined,
	metric: AnyMetric,
): Estimate | undefined {
	const percentile = Number(/^latencyMsP(\d+)$/.exec(metric)?.[1]);
	const each = operation === undefined ? percentiles : operations?.[operation];
	const found = each?.find((one) => one.percentile === percentile);
	if (found === undefined) return undefined;
	const { valueMs: median, lowMs: low, highMs: high } = found;
	const passed = windows.filter(({ failedGates }) => failedGates.length === 0);
	const rounds = passed.length > 0 ? passed.length : windows.length;
	return { median, rounds, ...(low !== undefined && high !== undefined && { low, high }) };
}

/** The work that one request of the load is known to need, from its workload's file. */
function operationsPerRequest(query: Pick<FigureQuery, 'experiment' | 'load'>) {
	const experiment = experiments().get(query.experiment);
	const operation = experiment?.loads[query.load]?.operation;
	const workload = experiment && workloads().get(experiment.workload);
	const demand = operation === undefined ? undefined : workload?.operations[operation]?.demand;
	return demand && Object.values(demand)[0];
}

function requireDeclared(query: FigureQuery): void {
	const { experiment: id, subject, load, track, operation } = query;
	const experiment = experiments().get(id);
	if (experiment === undefined) {
		throw new InvalidInput(`No experiment is called "${id}": see content/experiments.`);
	}
	const declared = experiment.subjects.find((candidate) => candidate.id === subject);
	if (!declared?.tracks.includes(track)) {
		throw new InvalidInput(
			`Experiment ${id} has no subject "${subject}" on core track ${track}: see content/experiments/${id}.yaml.`,
		);
	}
	if (!experiment.loads[load]?.tracks.includes(track)) {
		throw new InvalidInput(
			`Experiment ${id} has no load "${load}" on core track ${track}: see content/experiments/${id}.yaml.`,
		);
	}
	if (operation !== undefined && !experiment.loads[load].mix?.[operation]) {
		throw new InvalidInput(
			`Load ${load} of experiment ${id} has no mix with "${operation}": see content/experiments/${id}.yaml.`,
		);
	}
}

const absent = (reason: string): Figure => ({ status: 'not measured yet', reason });
