import { workloadsOf } from '../../src/core/schemas/implementation.ts';
import {
	type PostgresService,
	type ShopDatabase,
	startPostgres,
} from '../../services/postgres/service.ts';
import type { Subject } from './subjects.ts';

/** Started by the first subject that needs it, for all of them; each has a database of its own in it. */
let service: Promise<PostgresService> | undefined;
const databases = new Map<string, Promise<ShopDatabase>>();

/** PostgreSQL, for a case that counts what was asked of it. */
export function theDatabaseServer(): Promise<PostgresService> {
	service ??= startPostgres();
	return service;
}

/** What a subject has to be told of its database: nothing where it needs none. */
export async function databaseEnvironment(subject: Subject): Promise<Record<string, string>> {
	const { implementation, variant } = subject;
	const workloads = workloadsOf(implementation, variant);
	if (!workloads.includes('crud') && !workloads.includes('aggregate')) return {};
	const name = `${implementation.id}:${variant}`;
	const database = databases.get(name) ?? createDatabase();
	databases.set(name, database);
	// Every case at once on a busy machine: a variant that opens a connection for each query outlasts the usual 2 s.
	return { DATABASE_URL: (await database).url, DATABASE_WAIT_SECONDS: '20' };
}

export async function stopDatabaseServer(): Promise<void> {
	await (await service)?.stop();
}

async function createDatabase(): Promise<ShopDatabase> {
	return (await theDatabaseServer()).createDatabase('small');
}
