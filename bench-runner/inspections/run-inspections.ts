import type { Inspection } from '../../src/core/schemas/experiment.ts';
import type { DriveContext } from '../drive.ts';
import { CliError, Interrupted } from '../error.ts';
import { writeJson } from '../json-file.ts';
import type { PlannedWindow } from '../plan-file.ts';
import { measureCoreSpeed } from '../probes/core-speed.ts';
import { countedBetween, readKernelCounters } from '../probes/kernel.ts';
import { lookAtMachine } from '../stages/5-sample.ts';
import { inspections } from './index.ts';
import type { RawInspection } from './raw-inspection.ts';

type PlannedInspection = PlannedWindow & { definition: Inspection };

export const isPlannedInspection = (window: PlannedWindow): window is PlannedInspection =>
	window.definition.kind === 'inspection';

/** Each of the trial's inspections in turn; what one starts it also ends. */
export async function runInspections(
	context: DriveContext & { report(phase: string): void },
): Promise<void> {
	const { folder, trial } = context;
	for (const [index, window] of trial.windows.entries()) {
		if (!isPlannedInspection(window)) continue;
		if (context.signal.aborted) throw new Interrupted();
		context.report(window.load);
		writeJson(folder.window(trial.id, window.load), await inspectOnce(context, window, index + 1));
	}
}

async function inspectOnce(
	context: DriveContext,
	{ load, definition }: PlannedInspection,
	order: number,
): Promise<RawInspection> {
	const { plan, trial, catalogue, root } = context;
	const layout = plan.layouts.find(({ track }) => track === trial.track);
	const implementation = catalogue.implementations.get(trial.implementation);
	if (!layout || !implementation)
		throw new CliError(`The plan names what is not there: ${trial.id}.`);
	const cpus = layout.pinned ? layout.serverCpus : undefined;
	const speedBefore = measureCoreSpeed(root, cpus);
	const startedAt = new Date().toISOString();
	const kernelBefore = readKernelCounters();
	const before = lookAtMachine();
	const inspect = inspections[definition.inspects];
	const found = await inspect({ ...context, definition, implementation, cpus });
	const after = lookAtMachine();
	const kernel = countedBetween(kernelBefore, readKernelCounters());
	const coreSpeed = { before: speedBefore, after: measureCoreSpeed(root, cpus) };
	return { load, definition, order, startedAt, before, after, coreSpeed, kernel, ...found };
}
