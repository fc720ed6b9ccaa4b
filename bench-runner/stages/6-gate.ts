import { z } from 'zod';
import { WindowSchema } from '../../src/core/schemas/cell.ts';
import { GateOutcomeSchema } from '../../src/core/schemas/gate.ts';
import type { Layout } from '../../src/core/schemas/run.ts';
import { CliError } from '../error.ts';
import { windowGates } from '../gates/index.ts';
import { readJson, writeJson } from '../json-file.ts';
import { windowCounts, windowMetrics } from '../metrics.ts';
import type { RunFolder } from '../run-folder.ts';
import { type Plan, PlanSchema, type Trial } from '../plan-file.ts';
import { RawWindowSchema } from '../trial.ts';
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
	for (const trial of plan.trials) {
		const record = readJson(folder.trial(trial.id), TrialRecordSchema);
		if (record.status === 'failed') continue;
		const samples = readJson(folder.samples(trial.id), z.array(SampleSchema));
		writeJson(
			folder.gates(trial.id),
			trial.windows.map(({ load }) => judgeWindow(folder, plan, trial, load, samples)),
		);
	}
}

function judgeWindow(
	folder: RunFolder,
	plan: Plan,
	trial: Trial,
	load: string,
	samples: readonly Sample[],
): JudgedWindow {
	const raw = readJson(folder.window(trial.id, load), RawWindowSchema);
	const definition = trial.windows.find((window) => window.load === load)?.definition;
	if (!definition) throw new CliError(`Trial ${trial.id} has no load "${load}".`);
	const layout = layoutOf(plan, trial);
	const metrics = windowMetrics(raw, samples, plan.machine.logicalCores);
	const gates = windowGates.flatMap(
		(one) => one.judge({ load: definition, layout, metrics, result: raw.result }) ?? [],
	);
	return {
		load,
		window: {
			round: trial.round,
			trialOrder: trial.order,
			windowOrder: raw.order,
			startedAt: raw.startedAt,
			seconds: raw.result.seconds,
			counts: windowCounts(raw.result),
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
