import postgres from 'postgres';
import { Seats } from './seats.ts';
import { statements, type Statement } from './statements.ts';
import { Unavailable } from './unavailable.ts';

type Parameter = string | number | null;

/** Asks one statement; its rows have the names of its columns. */
export type Ask = <Row>(statement: Statement, parameters: Parameter[]) => Promise<Row[]>;

export type Database = {
	/** On a connection that is free, after others if there is none. @throws Unavailable */
	ask: Ask;
	/** With a connection for all that `work` asks, each question sent without waiting for the answer before. */
	pipelined<Result>(work: (ask: Ask) => Promise<Result>): Promise<Result>;
	close(): Promise<void>;
};

// #region database
/** Connects with the first question, so that a server starts without its database and outlives it. */
export function openDatabase(url: string, connections: number, waitMs: number): Database {
	const sql = postgres(url, {
		max: connections,
		connect_timeout: Math.ceil(waitMs / 1_000),
		// Else the first query of each connection is one for the types of arrays, of which there are none here.
		fetch_types: false,
		// The wait before a connection that failed is tried again: by default it grows to 20 s, for
		// which the database may long be back.
		backoff: () => 0.1,
	});
	const seats = new Seats(connections, waitMs);
	// `unsafe` is for SQL from a variable. It is ours, from a file, and values are sent apart from it. Prepared: parsed
	// and planned once for each connection, not for each request.
	const askOn =
		(connection: Pick<typeof sql, 'unsafe'>): Ask =>
		async <Row>(statement: Statement, parameters: Parameter[]) =>
			(await connection.unsafe(statements[statement], parameters, {
				prepare: true,
			})) as unknown as Row[];
	return {
		ask: (statement, parameters) =>
			inTime(waitMs, () => seats.hold(() => askOn(sql)(statement, parameters))),
		pipelined: (work) =>
			inTime(waitMs, () =>
				seats.hold(async () => {
					const connection = await sql.reserve();
					try {
						return await work(askOn(connection));
					} finally {
						connection.release();
					}
				}),
			),
		close: () => sql.end({ timeout: 1 }),
	};
}
// #endregion database

/** A database that hangs answers nobody, and a request must not hang with it. @throws Unavailable */
async function inTime<Result>(waitMs: number, work: () => Promise<Result>): Promise<Result> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_resolve, reject) => {
		timer = setTimeout(() => reject(new Unavailable()), waitMs);
	});
	try {
		return await Promise.race([work(), late]);
	} catch (error) {
		throw isUnavailable(error) ? new Unavailable() : error;
	} finally {
		clearTimeout(timer);
	}
}

/** Whether it is about the connection and not about what was asked. */
function isUnavailable(error: unknown): boolean {
	const { code = '' } = error as { code?: string };
	if (!(error instanceof postgres.PostgresError)) return /^(?:E[A-Z]+$|CONNECT)/.test(code);
	// Connection exceptions, too many connections, shut down or starting (PostgreSQL's appendix A).
	return /^(?:08|53|57P|55000)/.test(code);
}

/** Another row has the same value in a column that is unique. */
export function isConflict(error: unknown): boolean {
	return error instanceof postgres.PostgresError && error.code === '23505';
}
