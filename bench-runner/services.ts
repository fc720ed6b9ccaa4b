import type { Service, Workload } from '../src/core/schemas/workload.ts';
import type { ShopSize } from '../src/core/workloads/shop.ts';
import type { OriginDescription, PostgresDescription } from '../src/core/schemas/run.ts';
import { startOrigin } from '../services/origin/service.ts';
import { startTraceSink } from '../services/traces/service.ts';
import { createDatabases, type Databases, type GivenDatabase } from './databases.ts';

/** What a server is given beside it for as long as it runs, and the processes whose CPU time is counted. */
export interface GivenServices {
	/** Variables that tell the server where they are, and what else the workloads say that it has to be told. */
	environment: Record<string, string>;
	pids: ServicePids;
	database?: GivenDatabase;
	/** How many requests the slow origin has got so far. */
	originRequests?(): Promise<number>;
	/** How many spans the sink has got so far. */
	spans?(): Promise<number>;
	drop(): Promise<void>;
}

/** Of those that run on this machine and are ours. */
export interface ServicePids {
	database?: number;
	origin?: number;
	traces?: number;
}

/** What workloads name in `services`: each is started when the first server needs it, and serves until the run ends. */
export interface Services {
	/** Those that the workloads name; with none, nothing is started. */
	give(workloads: readonly Workload[], size?: ShopSize): Promise<GivenServices>;
	/** Of those that were needed. */
	descriptions(): { postgres?: PostgresDescription; origin?: OriginDescription };
	stop(): Promise<void>;
}

/**
 * How long a server may wait for the origin: beyond its 20 ms and any queue that a load makes, and short of the time-out of
 * the load generators.
 */
const originWaitMs = 5_000;

/** @param cpus where they may run, so that the server has its own for itself, as beside services on other machines */
export function createServices(
	cpus: () => readonly number[] | undefined,
	databases: Databases = createDatabases(cpus),
): Services {
	const origin = onceStarted(() => startOrigin(cpus()));
	const traces = onceStarted(() => startTraceSink(cpus()));
	return {
		async give(workloads, size) {
			const needs = (service: Service) =>
				workloads.some(({ services }) => services?.includes(service));
			const database = await databases.give(workloads, size);
			const documents = needs('origin') ? await origin.start() : undefined;
			const sink = needs('traces') ? await traces.start() : undefined;
			const databasePid = database && databases.pid();
			return {
				environment: {
					...Object.fromEntries(
						workloads.flatMap(({ environment = {} }) => Object.entries(environment)),
					),
					...database?.environment,
					...(documents && { ORIGIN_URL: documents.url, ORIGIN_WAIT_MS: String(originWaitMs) }),
					...(sink && { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url }),
				},
				pids: {
					...(databasePid !== undefined && { database: databasePid }),
					...(documents && { origin: documents.pid }),
					...(sink && { traces: sink.pid }),
				},
				...(database && { database }),
				...(documents && { originRequests: () => documents.requests() }),
				...(sink && { spans: () => sink.spans() }),
				drop: async () => database?.drop(),
			};
		},
		descriptions() {
			const postgres = databases.description();
			const documents = origin.started();
			return {
				...(postgres && { postgres }),
				...(documents && { origin: documents.description }),
			};
		},
		async stop() {
			await Promise.all([databases.stop(), origin.started()?.stop(), traces.started()?.stop()]);
		},
	};
}

/** One for all servers, started when the first needs it. */
function onceStarted<Program>(start: () => Promise<Program>) {
	let starting: Promise<Program> | undefined;
	let program: Program | undefined;
	return {
		async start() {
			starting ??= start();
			return (program = await starting);
		},
		started: () => program,
	};
}
