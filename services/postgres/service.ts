import postgres, { type Sql } from 'postgres';
import type { PostgresDescription } from '../../src/core/schemas/run.ts';
import type { ShopSize } from '../../src/core/workloads/shop.ts';
import { type Embedded, startEmbedded } from './embedded.ts';
import { fill } from './fill.ts';

/** A database of its own for a server under test, with everything in it as at the start. */
export interface ShopDatabase {
	url: string;
	/** Its number in the server's own tables, pg_stat_statements among them. */
	oid: number;
	/** Takes an index away. @returns what puts it back */
	withoutIndex(name: string): Promise<() => Promise<void>>;
	drop(): Promise<void>;
}

/** A PostgreSQL that gives each server under test a database of its own. */
export interface PostgresService {
	/** Of the postmaster; absent where it is not ours. */
	pid?: number;
	description: PostgresDescription;
	/** For those who count or look: as the superuser, in a database in which no server works. */
	sql: Sql;
	/** Where it is ours: an operator's restart, with some time between its two halves. */
	restart?: Pick<Embedded, 'shutDown' | 'startAgain'>;
	createDatabase(size: ShopSize, options?: { countsQueries?: boolean }): Promise<ShopDatabase>;
	stop(): Promise<void>;
}

/** @param url of a PostgreSQL in which its user may create databases; absent: one of our own is started */
export async function startPostgres({
	url,
	cpus,
}: {
	url?: string | undefined;
	cpus?: readonly number[] | undefined;
} = {}): Promise<PostgresService> {
	const embedded = url === undefined ? await startEmbedded(cpus) : undefined;
	const sql = connect(url ?? (embedded as { url: string }).url);
	try {
		const description = await describe(sql, embedded ? 'embedded' : 'DATABASE_URL');
		const names: string[] = [];
		if (embedded) await sql`CREATE EXTENSION pg_stat_statements`;
		return {
			...(embedded && { pid: embedded.pid, restart: embedded }),
			description,
			sql,
			createDatabase: databaseMaker(sql, url ?? (embedded as { url: string }).url, names),
			async stop() {
				if (!embedded) for (const name of names) await drop(sql, name);
				await sql.end({ timeout: 1 });
				await embedded?.stop();
			},
		};
	} catch (error) {
		await sql.end({ timeout: 1 });
		await embedded?.stop();
		throw error;
	}
}

/** A copy of a template takes a tenth of a second; filling it takes seconds, and happens once for each size. */
function databaseMaker(sql: Sql, url: string, names: string[]): PostgresService['createDatabase'] {
	// Two makers at work on one server must not meet.
	const prefix = `shop_${process.pid}`;
	const templates = new Map<ShopSize, Promise<string>>();
	// Nobody may be connected to a template while it is copied, another copy neither.
	let turn: Promise<unknown> = Promise.resolve();
	const create = async (template: string | undefined, countsQueries: boolean) => {
		const name = `${prefix}_${names.length}`;
		names.push(name);
		if (template === undefined) await sql`CREATE DATABASE ${sql(name)}`;
		else await sql`CREATE DATABASE ${sql(name)} TEMPLATE ${sql(template)}`;
		if (countsQueries) {
			await sql`ALTER DATABASE ${sql(name)} SET pg_stat_statements.track = 'all'`;
		}
		return name;
	};
	const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
		const mine = turn.then(work);
		turn = mine.catch(() => {});
		return mine;
	};
	const templateOf = (size: ShopSize): Promise<string> => {
		const made = templates.get(size) ?? inTurn(() => makeTemplate(create, url, size));
		templates.set(size, made);
		return made;
	};
	return async (size, { countsQueries = false } = {}) => {
		const template = await templateOf(size);
		return inTurn(async () => {
			const name = await create(template, countsQueries);
			// What was written so far is not to be written to disk in the middle of a trial.
			await sql`CHECKPOINT`;
			const [row] = await sql`SELECT oid::integer AS oid FROM pg_database WHERE datname = ${name}`;
			const oid = (row as { oid: number }).oid;
			const own = withDatabase(url, name);
			return {
				url: own,
				oid,
				withoutIndex: (index) => dropIndex(own, index),
				drop: () => drop(sql, name),
			};
		});
	};
}

async function makeTemplate(
	create: (template: undefined, countsQueries: boolean) => Promise<string>,
	url: string,
	size: ShopSize,
): Promise<string> {
	const name = await create(undefined, false);
	const inside = connect(withDatabase(url, name));
	try {
		await fill(inside, size);
	} finally {
		await inside.end({ timeout: 1 });
	}
	return name;
}

async function drop(sql: Sql, name: string): Promise<void> {
	await sql`DROP DATABASE IF EXISTS ${sql(name)} WITH (FORCE)`;
}

async function dropIndex(url: string, name: string): Promise<() => Promise<void>> {
	const inside = connect(url);
	const [row] = await inside`SELECT indexdef FROM pg_indexes WHERE indexname = ${name}`;
	if (!row) {
		await inside.end({ timeout: 1 });
		throw new Error(`The database has no index "${name}".`);
	}
	await inside`DROP INDEX ${inside(name)}`;
	return async () => {
		await inside.unsafe((row as { indexdef: string }).indexdef);
		await inside.end({ timeout: 1 });
	};
}

const SETTINGS = [
	'fsync',
	'synchronous_commit',
	'full_page_writes',
	'shared_buffers',
	'max_connections',
	'work_mem',
	'autovacuum',
	'shared_preload_libraries',
] as const;

async function describe(
	sql: Sql,
	origin: PostgresDescription['origin'],
): Promise<PostgresDescription> {
	const [row] = await sql`SELECT current_setting('server_version') AS version`;
	const settings = await sql<{ name: string; value: string }[]>`
		SELECT name, current_setting(name) AS value FROM pg_settings WHERE name IN ${sql([...SETTINGS])} ORDER BY name`;
	return {
		origin,
		version: (row as { version: string }).version,
		settings: Object.fromEntries(settings.map(({ name, value }) => [name, value])),
	};
}

function connect(url: string): Sql {
	return postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 10 });
}

function withDatabase(url: string, name: string): string {
	const changed = new URL(url);
	changed.pathname = `/${name}`;
	return changed.href;
}
