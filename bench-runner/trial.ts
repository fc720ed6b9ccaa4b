import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { operationsOf } from '../src/core/operations-of.ts';
import type { Layout } from '../src/core/schemas/run.ts';
import { splitMix64 } from '../src/core/statistics/random.ts';
import { findExperiment, findWorkload } from './catalogue.ts';
import { CliError } from './error.ts';
import { writeJson } from './json-file.ts';
import { findGenerator } from './load-generators/index.ts';
import { LoadResultSchema } from './load-generators/load-result.ts';
import { runGenerator } from './load-generators/run-generator.ts';
import { CoreSpeedSchema, measureCoreSpeed } from './probes/core-speed.ts';
import { countedBetween, KernelCountersSchema, readKernelCounters } from './probes/kernel.ts';
import { PlacementSchema, watchPlacement } from './probes/placement.ts';
import { describeExit } from './processes/group.ts';
import { type RunningServer, startServer, stopServer } from './processes/server.ts';
import { readSession, type Session } from './session.ts';
import type { Plan, PlannedWindow, Trial } from './plan-file.ts';
import { SampleSchema, type Sampler, startSampler } from './stages/5-sample.ts';

/** One window as it happened, before anybody judges it. */
export const RawWindowSchema = z.strictObject({
	load: z.string(),
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
	result: LoadResultSchema,
});

export type RawWindow = z.infer<typeof RawWindowSchema>;

export interface TrialContext extends Session {
	plan: Plan;
	trial: Trial;
	report(phase: string): void;
}

/**
 * One fresh process of a subject: started, warmed once, put under each of its loads, stopped.
 *
 * @throws CliError with the reason when the server or the generator ended too early; Interrupted when asked to stop
 */
export async function runTrial(context: TrialContext): Promise<void> {
	const { plan, trial } = context;
	const layout = plan.layouts.find(({ track }) => track === trial.track);
	const implementation = context.catalogue.implementations.get(trial.implementation);
	if (!layout || !implementation)
		throw new CliError(`The plan names what is not there: ${trial.id}.`);
	context.report('start');
	const cpus = layout.pinned ? layout.serverCpus : undefined;
	const server = await startServer(implementation, trial.variant, cpus, context);
	const sampler = startSampler(server.group.pid);
	const drive: Drive = { layout, server };
	try {
		await warmUp(context, drive);
		await refuseEndedServer(server, 'in the warm-up');
		for (const [index, window] of trial.windows.entries()) {
			context.report(window.load);
			const raw = await runWindow(context, drive, sampler, window, index + 1);
			writeJson(context.folder.window(trial.id, window.load), raw);
		}
	} finally {
		const samples = sampler.stop();
		const said = await stopServer(server, `${trial.implementation}:${trial.variant}`);
		if (said) context.progress.note(`${said.slice(0, -1)}; its windows are kept.`);
		writeJson(context.folder.samples(trial.id), samples);
	}
}

/** @throws CliError with its last words where the server has ended */
async function refuseEndedServer(
	{ group }: RunningServer,
	when: string,
	isGone = false,
): Promise<void> {
	// The end of a process is heard of in a turn of the event loop, which a synchronous stretch does not leave.
	await setImmediate();
	if (!group.hasExited() && !isGone) return;
	const exit = describeExit(await group.exited);
	throw new CliError(
		`the server ended with ${exit} ${when}. It said: ${group.output().trim() || 'nothing'}`,
	);
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
	const cpus = drive.layout.pinned ? drive.layout.serverCpus : undefined;
	const speedBefore = measureCoreSpeed(context.root, cpus);
	const startedAt = new Date().toISOString();
	const kernelBefore = readKernelCounters();
	const placementWatch = watchPlacement(group.pid, window.seconds);
	const before = sampler.look();
	const seed = arrivalSeed(context.plan.seed, context.trial.round, window.load);
	const load = { ...window, seed };
	const result = await driveLoad(context, drive, load, placementWatch.generatorStarted);
	const after = sampler.look();
	const kernel = countedBetween(kernelBefore, readKernelCounters());
	const placement = placementWatch.stop();
	await refuseEndedServer(drive.server, `during "${window.load}"`, after.serverCpuNs === undefined);
	const coreSpeed = { before: speedBefore, after: measureCoreSpeed(context.root, cpus) };
	return {
		load: window.load,
		order,
		startedAt,
		before,
		after,
		coreSpeed,
		...(placement && { placement }),
		kernel,
		result,
	};
}

async function driveLoad(
	context: TrialContext,
	{ layout, server }: Drive,
	window: Pick<PlannedWindow, 'definition' | 'seconds'> & { seed: number },
	onStart?: (pid: number) => void,
) {
	const { definition, seconds, seed } = window;
	const generator = findGenerator(definition.generator);
	const tool = readSession(context.folder).tools?.[generator.id];
	if (!tool) throw new CliError(`The load generator ${generator.id} was not built.`);
	const cpus = layout.pinned ? layout.generatorCpus : undefined;
	const operations = operationsOf(definition).map(({ id, weight }) => ({
		id,
		weight,
		operation: findOperation(context, id),
	}));
	const load = { port: server.port, load: definition, operations, seconds, seed, cpus };
	return runGenerator(generator, tool, load, { ...context, ...(onStart && { onStart }) });
}

function findOperation({ catalogue, trial }: TrialContext, id: string) {
	const experiment = findExperiment(catalogue, trial.experiment);
	const operation = findWorkload(catalogue, experiment).operations[id];
	if (operation) return operation;
	throw new CliError(`The workload has no operation "${id}".`);
}

/**
 * Every subject of a round meets the same arrivals (common random numbers: Law, "Simulation Modeling and Analysis",
 * section 11.2), so that chance in the schedule is not taken for a difference of servers.
 */
export function arrivalSeed(runSeed: number, round: number, load: string): number {
	// Cut to 32 bits at each letter: a double loses the low bits of a longer product, and with them the round.
	const mixed = [...load].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, round);
	return Number(splitMix64(BigInt(runSeed) * 4_294_967_296n + BigInt(mixed))() >> 32n);
}
