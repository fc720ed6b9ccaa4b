import { existsSync } from 'node:fs';
import { z } from 'zod';
import type { Layout } from '../../src/core/schemas/run.ts';
import { splitMix64 } from '../../src/core/statistics/random.ts';
import { findExperiment, findWorkload } from '../catalogue.ts';
import { CliError, describeError, Interrupted } from '../error.ts';
import { readJson, writeJson } from '../json-file.ts';
import { PacerResultSchema, readPacer, startPacer } from '../load-generators/pacer.ts';
import { abortable } from '../processes/abortable.ts';
import { describeExit } from '../processes/group.ts';
import { pinRunner } from '../processes/pin-runner.ts';
import { type RunningServer, startServer } from '../processes/server.ts';
import { waitForQuiet } from '../probes/quiet.ts';
import { startCountdown } from '../progress.ts';
import type { RunFolder } from '../run-folder.ts';
import { readSession, recordSession, type Session } from '../session.ts';
import { type Plan, PlanSchema, type PlannedWindow, type Trial } from './1-plan.ts';
import { BuildSchema } from './2-build.ts';
import { VerificationSchema } from './3-verify.ts';
import { SampleSchema, type Sampler, startSampler } from './5-sample.ts';

/** One window as it happened, before anybody judges it. */
export const RawWindowSchema = z.strictObject({
	load: z.string(),
	order: z.int(),
	startedAt: z.iso.datetime(),
	before: SampleSchema,
	after: SampleSchema,
	result: PacerResultSchema,
});

export const TrialRecordSchema = z.strictObject({
	id: z.string(),
	status: z.enum(['measured', 'failed']),
	failure: z
		.strictObject({ stage: z.enum(['build', 'verify', 'load']), reason: z.string() })
		.optional(),
	startedAt: z.iso.datetime(),
	/** Reasons of earlier attempts, when a resumed run tried a failed trial again. */
	earlierFailures: z.array(z.string()),
});

export type RawWindow = z.infer<typeof RawWindowSchema>;
export type TrialRecord = z.infer<typeof TrialRecordSchema>;

/** Runs each trial that has no good record yet, in the planned order. A failed one is a result with its reason. */
export async function load(session: Session): Promise<void> {
	const { folder, progress } = session;
	const plan = readJson(folder.plan, PlanSchema);
	progress.stage('Load');
	pinRunner(plan.layouts);
	await labelBusyMachine(session);
	const countdown = startCountdown(plan, (trial) => isMeasured(folder, trial));
	for (const trial of plan.trials.filter((one) => !isMeasured(folder, one))) {
		const path = folder.trial(trial.id);
		const earlier = existsSync(path) ? readJson(path, TrialRecordSchema) : undefined;
		const report = (phase: string) => progress.now(countdown.line(trial, phase));
		const context: TrialContext = { ...session, plan, trial, report };
		const startedAt = new Date().toISOString();
		const failure = earlierStageFailure(folder, trial) ?? (await tryTrial(context));
		if (failure) progress.note(`${trial.id} failed: ${failure.reason}`);
		writeJson(path, {
			id: trial.id,
			status: failure ? 'failed' : 'measured',
			failure,
			startedAt,
			earlierFailures: earlier
				? [...earlier.earlierFailures, earlier.failure?.reason ?? 'no reason was recorded']
				: [],
		} satisfies z.input<typeof TrialRecordSchema>);
		countdown.finish(trial);
	}
	recordSession(folder, { endedAt: new Date().toISOString() });
}

function isMeasured(folder: RunFolder, trial: Trial): boolean {
	const path = folder.trial(trial.id);
	return existsSync(path) && readJson(path, TrialRecordSchema).status === 'measured';
}

async function labelBusyMachine({ folder, progress, signal }: Session): Promise<void> {
	const busy = await waitForQuiet((cores) => {
		progress.now(`waiting for a quiet machine (others use ${cores.toFixed(2)} cores)`);
	}, signal);
	if (!busy) return;
	progress.note(`This run is labelled: ${busy}.`);
	recordSession(folder, { labels: [...readSession(folder).labels, busy] });
}

interface TrialContext extends Session {
	plan: Plan;
	trial: Trial;
	report(phase: string): void;
}

function earlierStageFailure(folder: RunFolder, trial: Trial): TrialRecord['failure'] {
	const built = readJson(folder.build(trial.implementation), BuildSchema);
	if (built.failure) return { stage: 'build', reason: built.failure };
	const subject = `${trial.implementation}:${trial.variant}`;
	const verified = readJson(folder.verify(subject), VerificationSchema);
	if (verified.failures.length > 0) {
		return { stage: 'verify', reason: verified.failures.join(' ') };
	}
	return undefined;
}

async function tryTrial(context: TrialContext): Promise<TrialRecord['failure']> {
	try {
		await runTrial(context);
		return undefined;
	} catch (error) {
		if (error instanceof Interrupted) throw error;
		if ((error as NodeJS.ErrnoException).code === 'ENOSPC') {
			throw new CliError(
				`The disk is full; trial ${context.trial.id} was not kept, everything before it was.`,
				'Free some space and repeat the command with --resume.',
			);
		}
		return { stage: 'load', reason: describeError(error) };
	}
}

async function runTrial(context: TrialContext): Promise<void> {
	const { plan, trial } = context;
	const layout = plan.layouts.find(({ track }) => track === trial.track);
	const implementation = context.catalogue.implementations.get(trial.implementation);
	if (!layout || !implementation)
		throw new CliError(`The plan names what is not there: ${trial.id}.`);
	context.report('start');
	const cpus = layout.pinned ? layout.serverCpus : undefined;
	const server = await startServer(implementation, trial.variant, cpus, context.guardian);
	const sampler = startSampler(server.group.pid);
	const drive: Drive = { layout, server };
	try {
		await warmUp(context, drive);
		for (const [index, window] of trial.windows.entries()) {
			context.report(window.load);
			const raw = await runWindow(context, drive, sampler, window, index + 1);
			writeJson(context.folder.window(trial.id, window.load), raw);
		}
	} finally {
		writeJson(context.folder.samples(trial.id), sampler.stop());
		await server.group.stop(5);
	}
}

/** Which server is loaded, and where everybody runs. */
interface Drive {
	layout: Layout;
	server: RunningServer;
}

async function warmUp(context: TrialContext, drive: Drive): Promise<void> {
	const { trial } = context;
	if (trial.warmupSeconds === 0) return;
	context.report('warm-up');
	const experiment = findExperiment(context.catalogue, trial.experiment);
	const { operation, connections } = experiment.warmup;
	await driveLoad(context, drive, {
		definition: {
			kind: 'closed',
			operation,
			connections,
			seconds: trial.warmupSeconds,
			tracks: [trial.track],
		},
		seconds: trial.warmupSeconds,
		seed: 0,
	});
}

async function runWindow(
	context: TrialContext,
	drive: Drive,
	sampler: Sampler,
	window: PlannedWindow,
	order: number,
): Promise<RawWindow> {
	const { group } = drive.server;
	const startedAt = new Date().toISOString();
	const before = sampler.look();
	const seed = arrivalSeed(context.plan.seed, context.trial.round, window.load);
	const result = await driveLoad(context, drive, { ...window, seed });
	const after = sampler.look();
	if (group.hasExited() || after.serverCpuNs === undefined) {
		const exit = describeExit(await group.exited);
		throw new CliError(`the server ended with ${exit} during "${window.load}"`);
	}
	return { load: window.load, order, startedAt, before, after, result };
}

async function driveLoad(
	context: TrialContext,
	{ layout, server }: Drive,
	window: Pick<PlannedWindow, 'definition' | 'seconds'> & { seed: number },
) {
	const experiment = findExperiment(context.catalogue, context.trial.experiment);
	const operationId = window.definition.operation;
	const operation = findWorkload(context.catalogue, experiment).operations[operationId];
	if (!operation) throw new CliError(`The workload has no operation "${operationId}".`);
	const pacer = startPacer(
		context.root,
		{
			port: server.port,
			load: window.definition,
			operationId,
			operation,
			seconds: window.seconds,
			seed: window.seed,
			cpus: layout.pinned ? layout.generatorCpus : undefined,
		},
		context.guardian,
	);
	try {
		return await abortable(readPacer(pacer), context.signal);
	} finally {
		await pacer.stop(0.2);
	}
}

/**
 * Every subject of a round meets the same arrivals (common random numbers: Law, "Simulation Modeling and Analysis",
 * section 11.2), so that chance in the schedule is not taken for a difference of servers.
 */
function arrivalSeed(runSeed: number, round: number, load: string): number {
	const mixed = [...load].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), round) >>> 0;
	return Number(splitMix64(BigInt(runSeed) * 4_294_967_296n + BigInt(mixed))() >> 32n);
}
