import { z } from 'zod';
import { type WindowMetrics, WindowSchema } from '../../src/core/schemas/cell.ts';
import { GateOutcomeSchema } from '../../src/core/schemas/gate.ts';
import type { Layout } from '../../src/core/schemas/run.ts';
import { CliError } from '../error.ts';
import { slowdownOf } from '../gates/core-speed.ts';
import type { WindowContext } from '../gates/gate.ts';
import { windowGates } from '../gates/index.ts';
import { collectRunFacts, type RunFacts } from '../gates/run-facts.ts';
import { findHeadRoom } from '../head-room.ts';
import { readJson, writeJson } from '../json-file.ts';
import { findGenerator } from '../load-generators/index.ts';
import { windowCounts, windowMetrics, windowOperations, windowPrograms } from '../metrics.ts';
import type { RunFolder } from '../run-folder.ts';
import { type Plan, PlanSchema, type Trial } from '../plan-file.ts';
import { cellId } from '../summary.ts';
import { type RawWindow, RawWindowSchema } from '../trial.ts';
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
	for (const trial of trials) {
		const own = windows.filter((window) => window.trial === trial);
		const judged = own.map((window) => judgeWindow(plan, window, facts));
		writeJson(folder.gates(trial.id), judged);
	}
}

interface MeasuredWindow {
	trial: Trial;
	raw: RawWindow;
	metrics: WindowMetrics;
	programs: ReturnType<typeof windowPrograms>;
	pressureShare: number | undefined;
}

function readWindows(folder: RunFolder, plan: Plan, trial: Trial): MeasuredWindow[] {
	const samples = readJson(folder.samples(trial.id), z.array(SampleSchema));
	return trial.windows.map(({ load }) => {
		const raw = readJson(folder.window(trial.id, load), RawWindowSchema);
		const metrics = windowMetrics(raw, samples, plan.machine.logicalCores);
		const programs = windowPrograms(raw, samples);
		return { trial, raw, metrics, programs, pressureShare: metrics.cpuPressureShare };
	});
}

function judgeWindow(plan: Plan, window: MeasuredWindow, facts: RunFacts): JudgedWindow {
	const { trial, raw, metrics, programs } = window;
	const { load, result } = raw;
	const context = gateContext(plan, window, facts);
	const gates = windowGates.flatMap((one) => one.judge(context) ?? []);
	const operations = windowOperations(raw);
	return {
		load,
		window: {
			round: trial.round,
			trialOrder: trial.order,
			windowOrder: raw.order,
			startedAt: raw.startedAt,
			seconds: result.seconds,
			counts: windowCounts(result),
			metrics,
			...(programs && { programCpuMsPerRequest: programs }),
			...(operations && { operations }),
			failedGates: gates.filter(({ pass }) => !pass).map((outcome) => outcome.gate),
		},
		gates,
	};
}

function gateContext(plan: Plan, window: MeasuredWindow, facts: RunFacts): WindowContext {
	const { trial, raw, metrics } = window;
	const { definition, before, after, coreSpeed, placement, kernel } = raw;
	const slowdown = slowdownOf(
		[coreSpeed.before, coreSpeed.after],
		facts.coreSpeeds[trial.track] ?? [],
	);
	const nullServer = findHeadRoom(facts.headRooms, trial, definition);
	const usualPressureShare = facts.usualPressureShare.get(cellId(trial, raw.load));
	const processes = before.serverProcesses !== undefined &&
		after.serverProcesses !== undefined && {
			serverProcesses: { before: before.serverProcesses, after: after.serverProcesses },
		};
	return {
		load: definition,
		layout: layoutOf(plan, trial),
		coreSiblings: plan.machine.coreSiblings,
		metrics,
		capabilities: findGenerator(definition.generator).capabilities,
		result: raw.result,
		...(slowdown && { coreSlowdown: slowdown }),
		...(nullServer && { nullServer }),
		...(placement && { placement }),
		...(kernel && { kernel }),
		...(usualPressureShare !== undefined && { usualPressureShare }),
		...processes,
	};
}

function layoutOf(plan: Plan, trial: Trial): Layout {
	const layout = plan.layouts.find(({ track }) => track === trial.track);
	if (layout) return layout;
	throw new CliError(`The plan has no layout for the core track "${trial.track}".`);
}
