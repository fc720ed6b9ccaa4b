import { z } from 'zod';
import { WindowSchema } from '../../src/core/schemas/cell.ts';
import { GateOutcomeSchema } from '../../src/core/schemas/gate.ts';
import type { Layout } from '../../src/core/schemas/run.ts';
import { CliError } from '../error.ts';
import { slowdownOf } from '../gates/core-speed.ts';
import { windowGates } from '../gates/index.ts';
import { readJson, writeJson } from '../json-file.ts';
import { findGenerator } from '../load-generators/index.ts';
import { windowCounts, windowMetrics } from '../metrics.ts';
import type { CoreSpeed } from '../probes/core-speed.ts';
import type { RunFolder } from '../run-folder.ts';
import { type Plan, PlanSchema, type Trial } from '../plan-file.ts';
import { type RawWindow, RawWindowSchema } from '../trial.ts';
import { TrialRecordSchema } from './4-load.ts';
import { type Sample, SampleSchema } from './5-sample.ts';

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
	const speeds = coreSpeeds(folder, trials);
	for (const trial of trials) {
		const samples = readJson(folder.samples(trial.id), z.array(SampleSchema));
		const judged = trial.windows.map(({ load }) => {
			const raw = readJson(folder.window(trial.id, load), RawWindowSchema);
			return judgeWindow(plan, trial, raw, samples, speeds[trial.track] ?? []);
		});
		writeJson(folder.gates(trial.id), judged);
	}
}

/** Every reading on each track, kept apart: a track with more cores reports the slowest of them, which takes longer. */
function coreSpeeds(
	folder: RunFolder,
	trials: readonly Trial[],
): Partial<Record<Trial['track'], CoreSpeed[]>> {
	const speeds: Partial<Record<Trial['track'], CoreSpeed[]>> = {};
	for (const trial of trials) {
		for (const { load } of trial.windows) {
			const raw = readJson(folder.window(trial.id, load), RawWindowSchema);
			(speeds[trial.track] ??= []).push(raw.coreSpeed.before, raw.coreSpeed.after);
		}
	}
	return speeds;
}

function judgeWindow(
	plan: Plan,
	trial: Trial,
	raw: RawWindow,
	samples: readonly Sample[],
	runSpeeds: readonly CoreSpeed[],
): JudgedWindow {
	const { load, result } = raw;
	const definition = trial.windows.find((window) => window.load === load)?.definition;
	if (!definition) throw new CliError(`Trial ${trial.id} has no load "${load}".`);
	const layout = layoutOf(plan, trial);
	const metrics = windowMetrics(raw, samples, plan.machine.logicalCores);
	const slowdown = slowdownOf([raw.coreSpeed.before, raw.coreSpeed.after], runSpeeds);
	const coreSlowdown = slowdown && { coreSlowdown: slowdown };
	const { capabilities } = findGenerator(definition.generator);
	const context = { load: definition, layout, metrics, capabilities, result, ...coreSlowdown };
	const gates = windowGates.flatMap((one) => one.judge(context) ?? []);
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
			failedGates: gates.filter(({ pass }) => !pass).map((outcome) => outcome.gate),
		},
		gates,
	};
}

function layoutOf(plan: Plan, trial: Trial): Layout {
	const layout = plan.layouts.find(({ track }) => track === trial.track);
	if (layout) return layout;
	throw new CliError(`The plan has no layout for the core track "${trial.track}".`);
}
