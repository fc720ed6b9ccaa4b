import type { Workload } from '../src/core/schemas/workload.ts';
import type { ShopSize } from '../src/core/workloads/shop.ts';
import type { PostgresDescription } from '../src/core/schemas/run.ts';
import { type PostgresService, startPostgres } from '../services/postgres/service.ts';
import { CliError, describeError } from './error.ts';

/** What a server is given for as long as it runs. */
export interface GivenDatabase {
	environment: Record<string, string>;
	withoutIndex(name: string): Promise<() => Promise<void>>;
	drop(): Promise<void>;
}

/** The PostgreSQL of a run, started when the first server needs one. */
export interface Databases {
	/** A database with everything in it as at the start; undefined where no workload needs one. */
	give(workloads: readonly Workload[], size?: ShopSize): Promise<GivenDatabase | undefined>;
	/** Of its first process, where it runs on this machine and is ours. */
	pid(): number | undefined;
	/** Undefined before it was needed. */
	description(): PostgresDescription | undefined;
	stop(): Promise<void>;
}

/**
 * A budget for the whole service, the same in every language; a variant may declare another. Twice the cores of the
 * database and some more is what HikariCP's "About Pool Sizing" begins with; with two cores that is less than eight.
 */
const connections = 8;
/** Longer than any queue of a load: how long a request may wait is measured, not cut off. */
const waitSeconds = 30;

/** @param cpus where it may run, so that the server has its own for itself, as beside a database on another machine */
export function createDatabases(
	cpus: () => readonly number[] | undefined,
	url = process.env['DATABASE_URL'],
): Databases {
	let starting: Promise<PostgresService> | undefined;
	let service: PostgresService | undefined;
	const start = async () => {
		starting ??= startPostgres({ url, cpus: cpus() });
		try {
			service = await starting;
			return service;
		} catch (error) {
			const which = url === undefined ? 'of the run' : 'that DATABASE_URL names';
			throw new CliError(`The PostgreSQL ${which} cannot be used: ${describeError(error)}`);
		}
	};
	return {
		async give(workloads, size = 'medium') {
			if (!workloads.some(({ services }) => services?.includes('postgres'))) return undefined;
			const database = await (await start()).createDatabase(size);
			return {
				environment: {
					DATABASE_URL: database.url,
					DATABASE_CONNECTIONS: String(connections),
					DATABASE_WAIT_SECONDS: String(waitSeconds),
				},
				withoutIndex: (name) => database.withoutIndex(name),
				drop: () => database.drop(),
			};
		},
		pid: () => service?.pid,
		description: () => service?.description,
		async stop() {
			await service?.stop();
		},
	};
}
