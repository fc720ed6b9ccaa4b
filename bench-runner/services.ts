import type { Workload } from '../src/core/schemas/workload.ts';
import type { ShopSize } from '../src/core/workloads/shop.ts';
import type { OriginDescription, PostgresDescription } from '../src/core/schemas/run.ts';
import { type OriginService, startOrigin } from '../services/origin/service.ts';
import { createDatabases, type Databases, type GivenDatabase } from './databases.ts';

/** What a server is given beside it for as long as it runs, and the processes whose CPU time is counted. */
export interface GivenServices {
	/** Variables that tell the server where they are, and what else the workloads say that it has to be told. */
	environment: Record<string, string>;
	pids: ServicePids;
	database?: GivenDatabase;
	/** How many requests the slow origin has got so far. */
	originRequests?(): Promise<number>;
	drop(): Promise<void>;
}

/** Of those that run on this machine and are ours. */
export interface ServicePids {
	database?: number;
	origin?: number;
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
	let starting: Promise<OriginService> | undefined;
	let origin: OriginService | undefined;
	const giveOrigin = async () => {
		starting ??= startOrigin(cpus());
		origin = await starting;
		return origin;
	};
	return {
		async give(workloads, size) {
			const needsOrigin = workloads.some(({ services }) => services?.includes('origin'));
			const database = await databases.give(workloads, size);
			const given = needsOrigin ? await giveOrigin() : undefined;
			const databasePid = database && databases.pid();
			return {
				environment: {
					...Object.fromEntries(
						workloads.flatMap(({ environment = {} }) => Object.entries(environment)),
					),
					...database?.environment,
					...(given && { ORIGIN_URL: given.url, ORIGIN_WAIT_MS: String(originWaitMs) }),
				},
				pids: {
					...(databasePid !== undefined && { database: databasePid }),
					...(given && { origin: given.pid }),
				},
				...(database && { database }),
				...(given && { originRequests: () => given.requests() }),
				drop: async () => database?.drop(),
			};
		},
		descriptions() {
			const postgres = databases.description();
			return {
				...(postgres && { postgres }),
				...(origin && { origin: origin.description }),
			};
		},
		async stop() {
			await Promise.all([databases.stop(), origin?.stop()]);
		},
	};
}
