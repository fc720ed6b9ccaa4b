import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { arrivalSeed } from '../src/core/arrivals/seed.ts';
import type { Capacity } from '../src/core/schemas/capacity.ts';
import { LoadSchema, type SendingLoad } from '../src/core/schemas/experiment.ts';
import { resolveLoad } from './capacity.ts';
import {
	type Drive,
	type DriveContext,
	driveLoad,
	startDrive,
	stopDrive,
	warmUp,
} from './drive.ts';
import { CliError } from './error.ts';
import { isPlannedInspection, runInspections } from './inspections/run-inspections.ts';
import { RawInspectionSchema } from './inspections/raw-inspection.ts';
import { type Instruments, prepareInstruments } from './internals/instruments.ts';
import { writeJson } from './json-file.ts';
import { LoadResultSchema } from './load-generators/load-result.ts';
import { CoreSpeedSchema, measureCoreSpeed } from './probes/core-speed.ts';
import { countedBetween, KernelCountersSchema, readKernelCounters } from './probes/kernel.ts';
import { PlacementSchema, watchPlacement } from './probes/placement.ts';
import { describeExit } from './processes/group.ts';
import { programsOf } from './processes/system.ts';
import { isInstrumented, type PlannedWindow } from './plan-file.ts';
import type { GivenServices } from './services.ts';
import { SampleSchema, type Sampler, startSampler } from './stages/5-sample.ts';

/** One window as it happened, before anybody judges it. */
export const RawWindowSchema = z.strictObject({
	load: z.string(),
	/** The load as it was run, with the rate that a share of a capacity came to. */
	definition: LoadSchema,
	order: z.int(),
	startedAt: z.iso.datetime(),
	before: SampleSchema,
	after: SampleSchema,
	/** Of the server's slowest core, just before and just after. */
	coreSpeed: z.strictObject({ before: CoreSpeedSchema, after: CoreSpeedSchema }),
	/** In the middle of the window. */
	placement: PlacementSchema.optional(),
	/** What the kernel counted during the window. */
	kernel: KernelCountersSchema.optional(),
	/** What the slow origin counted meanwhile, where there is one. */
	originRequests: z.int().nonnegative().optional(),
	/** And what the sink of spans did. */
	spans: z.int().nonnegative().optional(),
	result: LoadResultSchema,
});

export type RawWindow = z.infer<typeof RawWindowSchema>;

/** As a trial leaves it: of a load, or of an inspection. */
export const AnyRawWindowSchema = z.union([RawInspectionSchema, RawWindowSchema]);

export type AnyRawWindow = z.infer<typeof AnyRawWindowSchema>;

export interface TrialContext extends DriveContext {
	capacities: readonly Capacity[];
	report(phase: string): void;
}

/**
 * One fresh process of a subject, or several: started, warmed once, put under each of its loads, stopped.
 *
 * @throws CliError with the reason when the server or the generator ended too early; Interrupted when asked to stop
 */
export async function runTrial(context: TrialContext): Promise<void> {
	const { trial } = context;
	const instruments = isInstrumented(trial) ? prepareInstruments(context, trial) : undefined;
	try {
		await runInspections(context);
		await runWindows(context, instruments);
		await instruments?.finish();
	} finally {
		instruments?.discard();
	}
}

async function runWindows(context: TrialContext, instruments?: Instruments): Promise<void> {
	const { trial } = context;
	if (trial.windows.every(isPlannedInspection)) {
		writeJson(context.folder.samples(trial.id), []);
		return;
	}
	context.report('start');
	const drive = await startDrive(context, instruments?.environment);
	const sampler = startSampler(programsOf(drive.servers), drive.services.pids);
	try {
		context.report('warm-up');
		await warmUp(context, drive);
		await refuseEndedServer(drive, 'in the warm-up');
		await instruments?.attach(drive.servers.map(({ group }) => group.pid));
		for (const [index, window] of trial.windows.entries()) {
			if (isPlannedInspection(window)) continue;
			context.report(window.load);
			const raw = await runWindow(context, drive, sampler, window, index + 1);
			writeJson(context.folder.window(trial.id, window.load), raw);
		}
	} finally {
		const samples = sampler.stop();
		await instruments?.detach();
		const said = await stopDrive(drive, trial);
		if (said) context.progress.note(`${said.slice(0, -1)}; its windows are kept.`);
		writeJson(context.folder.samples(trial.id), samples);
	}
}

/** @throws CliError with its last words where a server has ended */
async function refuseEndedServer({ servers }: Drive, when: string, isGone = false): Promise<void> {
	// The end of a process is heard of in a turn of the event loop, which a synchronous stretch does not leave.
	await setImmediate();
	const programs = [...programsOf(servers)].flatMap(([name, groups]) =>
		groups.map((group) => ({ name, group })),
	);
	const ended =
		programs.find(({ group }) => group.hasExited()) ?? (isGone ? programs[0] : undefined);
	if (ended === undefined) return;
	const exit = describeExit(await ended.group.exited);
	const who = ended.name === 'front' ? 'the server' : `the part "${ended.name}"`;
	throw new CliError(
		`${who} ended with ${exit} ${when}. It said: ${ended.group.output().trim() || 'nothing'}`,
	);
}

async function runWindow(
	context: TrialContext,
	drive: Drive,
	sampler: Sampler,
	window: PlannedWindow,
	order: number,
): Promise<RawWindow> {
	const { trial } = context;
	const { pid } = (drive.servers[0] as Drive['servers'][number]).group;
	const cpus = drive.layout.pinned ? drive.layout.serverCpus : undefined;
	const definition = resolveLoad(window.definition as SendingLoad, trial, context.capacities);
	const { withoutIndex } = definition;
	const restoreIndex = withoutIndex && (await drive.services.database?.withoutIndex(withoutIndex));
	const speedBefore = measureCoreSpeed(context.root, cpus);
	const startedAt = new Date().toISOString();
	const kernelBefore = readKernelCounters();
	const placementWatch = watchPlacement(pid, window.seconds);
	const countedBefore = await countedByServices(drive.services);
	const before = sampler.look();
	const seed = arrivalSeed(context.plan.seed, isInstrumented(trial) ? 0 : trial.round, window.load);
	const load = { load: definition, seconds: window.seconds, seed };
	const result = await driveLoad(context, drive, load, placementWatch.generatorStarted);
	const after = sampler.look();
	const countedAfter = await countedByServices(drive.services);
	if (restoreIndex) await restoreIndex();
	const kernel = countedBetween(kernelBefore, readKernelCounters());
	const placement = placementWatch.stop();
	await refuseEndedServer(drive, `during "${window.load}"`, after.serverCpuNs === undefined);
	const coreSpeed = { before: speedBefore, after: measureCoreSpeed(context.root, cpus) };
	return {
		load: window.load,
		definition,
		order,
		startedAt,
		before,
		after,
		coreSpeed,
		...(placement && { placement }),
		kernel,
		...differences(countedBefore, countedAfter),
		result,
	};
}

type Counted = Partial<Pick<RawWindow, 'originRequests' | 'spans'>>;

/** So far, by the services that count. */
async function countedByServices(services: GivenServices): Promise<Counted> {
	const [originRequests, spans] = await Promise.all([
		services.originRequests?.(),
		services.spans?.(),
	]);
	return {
		...(originRequests !== undefined && { originRequests }),
		...(spans !== undefined && { spans }),
	};
}

function differences(before: Counted, after: Counted): Counted {
	const each = (['originRequests', 'spans'] as const).flatMap((name) => {
		const [from, to] = [before[name], after[name]];
		return from === undefined || to === undefined ? [] : [[name, to - from] as const];
	});
	return Object.fromEntries(each);
}
