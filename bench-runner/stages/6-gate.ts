import { z } from 'zod';
import { type WindowMetrics, WindowSchema } from '../../src/core/schemas/cell.ts';
import { GateOutcomeSchema } from '../../src/core/schemas/gate.ts';
import type { Layout } from '../../src/core/schemas/run.ts';
import { CliError } from '../error.ts';
import { slowdownOf } from '../gates/core-speed.ts';
import { enoughRounds } from '../enough-rounds.ts';
import {
	type AskedTail,
	askedTails,
	type MachineContext,
	type WindowContext,
} from '../gates/gate.ts';
import { judgeKeepingTail } from '../gates/kept-tail.ts';
import { inspectionGates, windowGates } from '../gates/index.ts';
import { collectRunFacts, type RunFacts } from '../gates/run-facts.ts';
import { findHeadRoom } from '../head-room.ts';
import {
	inspectionMetrics,
	isInspection,
	type RawInspection,
	secondsOf,
} from '../inspections/raw-inspection.ts';
import { readJson, writeJson } from '../json-file.ts';
import { findGenerator } from '../load-generators/index.ts';
import { windowCounts, windowMetrics, windowOperations, windowPrograms } from '../metrics.ts';
import type { RunFolder } from '../run-folder.ts';
import { type Plan, PlanSchema, type Trial } from '../plan-file.ts';
import { cellId } from '../summary.ts';
import { type AnyRawWindow, AnyRawWindowSchema, type RawWindow } from '../trial.ts';
import { TrialRecordSchema } from './4-load.ts';
import { SampleSchema } from './5-sample.ts';

export const JudgedWindowSchema = z.strictObject({
	load: z.string(),
	window: WindowSchema,
	gates: z.array(GateOutcomeSchema),
});

export type JudgedWindow = z.infer<typeof JudgedWindowSchema>;

/** Turns raw windows into scalars and puts each before the gates. Failed trials have no windows. */
export function gate(folder: RunFolder): void {
	const plan = readJson(folder.plan, PlanSchema);
	const trials = plan.trials.filter(
		(trial) => readJson(folder.trial(trial.id), TrialRecordSchema).status === 'measured',
	);
	const windows = trials.flatMap((trial) => readWindows(folder, plan, trial));
	const facts = collectRunFacts(folder, windows);
	writeJson(folder.neighbour, facts.neighbour);
	const judged = judgeByCell(plan, windows, facts);
	for (const trial of trials) {
		const own = windows.filter((window) => window.trial === trial);
		writeJson(
			folder.gates(trial.id),
			own.map((window) => judged.get(window)),
		);
	}
}

function judgeByCell(
	plan: Plan,
	windows: readonly MeasuredWindow[],
	facts: RunFacts,
): ReadonlyMap<MeasuredWindow, JudgedWindow> {
	const cells = Map.groupBy(windows, ({ trial, raw }) => cellId(trial, raw.load));
	const judge = ({ raw, ...window }: MeasuredWindow, upTo: AskedTail) =>
		isInspection(raw)
			? judgeInspection(plan, { ...window, raw }, facts)
			: judgeWindow(plan, { ...window, raw }, facts, upTo);
	const judged = [...cells.values()].flatMap((own) => {
		const each = own.every(mayGiveUpTail)
			? judgeKeepingTail(own, leastRounds(plan, own), judge)
			: own.map((window) => judge(window, askedTails[0]));
		return own.flatMap((window, index) => {
			const its = each[index];
			return its ? [[window, its] as const] : [];
		});
	});
	return new Map(judged);
}

/** A closed loop has no p99 to give up, and stolen time is missing in its rate; of another generator we print what it reports. */
function mayGiveUpTail({ raw }: MeasuredWindow): boolean {
	if (isInspection(raw) || raw.definition.kind !== 'open') return false;
	return findGenerator(raw.definition.generator).isOurs === true;
}

/** As many as the gate `rounds` asks for. */
function leastRounds(plan: Plan, own: readonly MeasuredWindow[]): number {
	const isFirstLook = plan.profile === 'quick' || plan.profile === 'smoke';
	const unranked = own.some(({ trial }) => plan.unranked?.includes(trial.experiment));
	return isFirstLook || unranked ? 1 : enoughRounds(plan);
}

interface MeasuredWindow<Raw = AnyRawWindow> {
	trial: Trial;
	raw: Raw;
	metrics: WindowMetrics;
	programs: ReturnType<typeof windowPrograms>;
}

function readWindows(folder: RunFolder, plan: Plan, trial: Trial): MeasuredWindow[] {
	const samples = readJson(folder.samples(trial.id), z.array(SampleSchema));
	return trial.windows.map(({ load }) => {
		const raw = readJson(folder.window(trial.id, load), AnyRawWindowSchema);
		const { logicalCores } = plan.machine;
		const metrics = isInspection(raw)
			? inspectionMetrics(raw, logicalCores)
			: windowMetrics(raw, samples, logicalCores);
		const programs = isInspection(raw) ? undefined : windowPrograms(raw, samples);
		return { trial, raw, metrics, programs };
	});
}

function judgeInspection(
	plan: Plan,
	window: MeasuredWindow<RawInspection>,
	facts: RunFacts,
): JudgedWindow {
	const { trial, raw, metrics } = window;
	const seconds = secondsOf(raw);
	const context = { ...machineContext(plan, window, facts), result: { elapsedSeconds: seconds } };
	const gates = inspectionGates(raw.definition.inspects).flatMap((one) => one.judge(context) ?? []);
	return {
		load: raw.load,
		window: {
			...placeOf(trial, raw),
			seconds,
			counts: { valid: raw.answers, invalid: 0, failed: 0 },
			metrics,
			failedGates: namesOfFailed(gates),
		},
		gates,
	};
}

function judgeWindow(
	plan: Plan,
	window: MeasuredWindow<RawWindow>,
	facts: RunFacts,
	tailUpTo: AskedTail,
): JudgedWindow {
	const { trial, raw, metrics, programs } = window;
	const { load, result } = raw;
	const context = { ...gateContext(plan, window, facts), tailUpTo };
	const gates = windowGates.flatMap((one) => one.judge(context) ?? []);
	const operations = windowOperations(raw);
	return {
		load,
		window: {
			...placeOf(trial, raw),
			seconds: result.seconds,
			counts: windowCounts(result),
			metrics,
			...(programs && { programCpuMsPerRequest: programs }),
			...(operations && { operations }),
			failedGates: namesOfFailed(gates),
		},
		gates,
	};
}

const placeOf = (trial: Trial, raw: AnyRawWindow) => ({
	round: trial.round,
	trialOrder: trial.order,
	windowOrder: raw.order,
	startedAt: raw.startedAt,
});

const namesOfFailed = (gates: JudgedWindow['gates']): string[] =>
	gates.filter(({ pass }) => !pass).map(({ gate }) => gate);

/** What every window has, whether anything was sent or not. */
function machineContext(
	plan: Plan,
	{ trial, raw, metrics }: MeasuredWindow,
	facts: RunFacts,
): Omit<MachineContext, 'result'> {
	const { coreSpeed, kernel } = raw;
	const slowdown = slowdownOf(
		[coreSpeed.before, coreSpeed.after],
		facts.coreSpeeds[trial.track] ?? [],
	);
	const usualPressureShare = facts.usualPressureShare.get(cellId(trial, raw.load));
	return {
		layout: layoutOf(plan, trial),
		metrics,
		...(slowdown && { coreSlowdown: slowdown }),
		isStolenFrom: facts.isStolenFrom,
		...(kernel && { kernel }),
		...(usualPressureShare !== undefined && { usualPressureShare }),
	};
}

function gateContext(
	plan: Plan,
	window: MeasuredWindow<RawWindow>,
	facts: RunFacts,
): WindowContext {
	const { trial, raw } = window;
	const { definition, before, after, placement } = raw;
	const nullServer = findHeadRoom(facts.headRooms, trial, definition);
	const processes = before.serverProcesses !== undefined &&
		after.serverProcesses !== undefined && {
			serverProcesses: { before: before.serverProcesses, after: after.serverProcesses },
		};
	return {
		...machineContext(plan, window, facts),
		load: definition,
		coreSiblings: plan.machine.coreSiblings,
		capabilities: findGenerator(definition.generator).capabilities,
		result: raw.result,
		...(nullServer && { nullServer }),
		...(placement && { placement }),
		...processes,
	};
}

function layoutOf(plan: Plan, trial: Trial): Layout {
	const layout = plan.layouts.find(({ track }) => track === trial.track);
	if (layout) return layout;
	throw new CliError(`The plan has no layout for the core track "${trial.track}".`);
}
