import { operationsOf } from '../src/core/operations-of.ts';
import type { Load } from '../src/core/schemas/experiment.ts';
import type { Layout } from '../src/core/schemas/run.ts';
import { findExperiment, findWorkload } from './catalogue.ts';
import { CliError } from './error.ts';
import { mergeResults, partOf } from './load-generators/divide.ts';
import { findGenerator } from './load-generators/index.ts';
import type { LoadResult } from './load-generators/load-result.ts';
import { runGenerator } from './load-generators/run-generator.ts';
import type { AnyTrial, Plan } from './plan-file.ts';
import { mayGoFirst } from './processes/go-first.ts';
import type { RunningServer } from './processes/server.ts';
import { startSystem, stopSystem } from './processes/system.ts';
import type { GivenServices } from './services.ts';
import { readSession, type Session } from './session.ts';

/** Who is loaded for what, and whom to tell of it. */
export interface DriveContext extends Session {
	plan: Plan;
	trial: AnyTrial;
}

/** To close so many takes a core some 15 ms, on either side. */
const manyConnections = 1000;

/** The server processes that are loaded, and where everybody runs. */
export interface Drive {
	layout: Layout;
	servers: readonly RunningServer[];
	/** What the servers were given beside them, gone with them. */
	services: GivenServices;
}

/**
 * Fresh processes of a trial's subject, on the cores of its track.
 *
 * @param environment more variables for them than the variant declares
 */
export async function startDrive(
	context: DriveContext,
	environment: Record<string, string> = {},
): Promise<Drive> {
	const { plan, trial } = context;
	const layout = plan.layouts.find(({ track }) => track === trial.track);
	if (!layout) throw new CliError(`The plan names what is not there: ${trial.id}.`);
	const cpus = layout.pinned ? layout.serverCpus : undefined;
	const experiment = findExperiment(context.catalogue, trial.experiment);
	const workload = findWorkload(context.catalogue, experiment);
	const services = await context.services.give([workload], experiment.databaseSize);
	const given = { ...services.environment, ...environment };
	const subject = `${trial.implementation}:${trial.variant}`;
	const servers: RunningServer[] = [];
	try {
		for (let process = 0; process < (trial.processes ?? 1); process++) {
			const processes = { ...context, environment: given };
			servers.push(await startSystem(subject, cpus, processes));
		}
	} catch (error) {
		await stopDrive({ servers, services }, trial);
		throw error;
	}
	return { layout, servers, services };
}

/** @returns a sentence where one did not end when asked to, and was killed */
export async function stopDrive(
	{ servers, services }: Omit<Drive, 'layout'>,
	{ implementation, variant }: AnyTrial,
): Promise<string | undefined> {
	const said = await Promise.all(
		servers.map((server) => stopSystem(server, `${implementation}:${variant}`)),
	);
	await services.drop();
	return said.find((sentence) => sentence !== undefined);
}

/** Every connection and every arrival, to one server or divided among several. */
export async function driveLoad(
	context: DriveContext,
	{ layout, servers }: Drive,
	window: { load: Load; seconds: number; seed: number },
	onStart?: (pid: number) => void,
): Promise<LoadResult> {
	const generator = findGenerator(window.load.generator);
	const tool = readSession(context.folder).tools?.[generator.id];
	if (!tool) throw new CliError(`The load generator ${generator.id} was not built.`);
	const cpus = layout.pinned ? layout.generatorCpus : undefined;
	// Several generators have them together. A database beside it does not count: where it did, and nothing was spun away, half
	// of the requests left 57 us late.
	const ownCpus = layout.pinned && !layout.generatorShared && servers.length === 1;
	const goesFirst = mayGoFirst(layout, window.load, generator);
	const keepsOpen = servers.length > 1 || window.load.connections >= manyConnections;
	const operations = operationsOf(window.load).map(({ id, weight }) => ({
		id,
		weight,
		operation: findOperation(context, id),
	}));
	const results = await Promise.all(
		servers.map(({ port }, part) => {
			const load = partOf(window.load, part, servers.length);
			const seed = window.seed + part;
			const own = { ...window, port, load, operations, seed, cpus, ownCpus, goesFirst, keepsOpen };
			return runGenerator(generator, tool, own, {
				...context,
				...(onStart && part === 0 && { onStart }),
			});
		}),
	);
	return mergeResults(results);
}

/** The experiment's warm-up, for as long as the trial says. */
export async function warmUp(context: DriveContext, drive: Drive): Promise<void> {
	const { trial } = context;
	if (trial.warmupSeconds === 0) return;
	const asked = findExperiment(context.catalogue, trial.experiment).warmup;
	const seconds = trial.warmupSeconds;
	const load: Load = { kind: 'closed', ...asked, seconds, tracks: [trial.track] };
	await driveLoad(context, drive, { load, seconds, seed: 0 });
}

function findOperation({ catalogue, trial }: DriveContext, id: string) {
	const experiment = findExperiment(catalogue, trial.experiment);
	const operation = findWorkload(catalogue, experiment).operations[id];
	if (operation) return operation;
	throw new CliError(`The workload has no operation "${id}".`);
}
