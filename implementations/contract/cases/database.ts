import { setTimeout as sleep } from 'node:timers/promises';
import { overviewOf } from '../../../src/core/workloads/overview.ts';
import { productAtStart, type Product } from '../../../src/core/workloads/shop.ts';
import type { ShopDatabase } from '../../../services/postgres/service.ts';
import type { ProcessCase, ServerAddress } from '../contract-case.ts';
import { theDatabaseServer } from '../database.ts';
import { errors, expectAnswer, expectSame } from '../expect-answer.ts';
import { ask } from '../http-connection.ts';
import { startProxy } from '../proxy.ts';
import { startServer } from '../server-under-test.ts';
import type { Subject } from '../subjects.ts';
import { OVERVIEW_WAYS } from './aggregate.ts';
import { create, newDraft, put } from './crud.ts';

const TIMES = 5;
const WRITERS = 8;
const WRITES_EACH = 5;
const WAIT_SECONDS = 2;
/** For a busy machine, beyond what the server may wait. */
const GRACE_SECONDS = 4;

export const databaseCases: ProcessCase[] = [
	rule('crud', 'a request asks as many queries as it is said to', async (subject) => {
		await withServers(subject, 1, async ([server], database) => {
			const expectQueries = async (what: string, each: number, work: () => Promise<unknown>) => {
				const before = await queriesOf(database);
				for (let time = 0; time < TIMES; time++) await work();
				expectSame(`queries of ${what}`, (await queriesOf(database)) - before, each * TIMES);
			};
			await expectQueries('a read', 1, () => ask(server, '/products/7'));
			await expectQueries('a list', 1, () => ask(server, '/products?after=3&limit=20'));
			await expectQueries('a create', 1, () => create(server, newDraft('counted')));
			const draft = newDraft('updated');
			await expectQueries('an update', 1, () => put(server, '/products/900', draft, '*'));
			await expectQueries('a stale update', 2, () => put(server, '/products/900', draft, '"999"'));
			await expectQueries('a delete', 1, () => ask(server, '/products/2147483647', 'DELETE'));
		});
	}),
	rule('aggregate', 'an overview asks five queries in each way', async (subject) => {
		await withServers(subject, 1, async ([server], database) => {
			for (const way of OVERVIEW_WAYS) {
				const before = await queriesOf(database);
				await Promise.all(
					Array.from({ length: TIMES }, () => ask(server, `/customers/7/overview/${way}`)),
				);
				expectSame(`queries, ${way}`, (await queriesOf(database)) - before, 5 * TIMES);
			}
		});
	}),
	rule(
		'aggregate',
		'N+1 gives the same answer, with five queries and one for each line',
		async (subject) => {
			await withServers(subject, 1, async ([server], database) => {
				const before = await queriesOf(database);
				const expected = overviewOf(7);
				const answer = await ask(server, '/customers/7/overview/n-plus-one');
				expectAnswer('N+1', answer, { status: 200, body: JSON.stringify(expected) });
				const queries = 5 + expected.lines.length;
				expectSame('queries of N+1', (await queriesOf(database)) - before, queries);
			});
		},
	),
	rule('crud', 'writers to two instances lose no update', async (subject) => {
		await withServers(subject, 2, async (servers) => {
			const [first] = servers;
			const { location } = await create(first, { ...newDraft('counter'), stock: 0 });
			const writing = Array.from({ length: WRITERS }, async (_, writer) => {
				const server = servers[writer % servers.length] as ServerAddress;
				for (let time = 0; time < WRITES_EACH; time++) await increment(server, location);
			});
			await Promise.all(writing);
			const { stock, version } = JSON.parse((await ask(first, location)).body) as Product;
			expectSame('the sum of all increments', stock, WRITERS * WRITES_EACH);
			expectSame('the version', version, WRITERS * WRITES_EACH + 1);
		});
	}),
	rule('crud', 'a database that goes away is 503 in time, and is found again', async (subject) => {
		const service = await theDatabaseServer();
		const database = await service.createDatabase('small');
		const proxy = await startProxy(database.url);
		await proxy.stop();
		const server = await startServer(subject, {
			DATABASE_URL: proxy.url,
			DATABASE_WAIT_SECONDS: String(WAIT_SECONDS),
		});
		try {
			await expectUnavailable(server, 'before there is a database');
			await proxy.start();
			await untilServed(server, 'once it is there');
			await proxy.stop();
			await expectUnavailable(server, 'after it ended');
			await proxy.start();
			await untilServed(server, 'when it is back');
			proxy.hang();
			await expectUnavailable(server, 'while it hangs');
			proxy.resume();
			await untilServed(server, 'when it goes on');
		} finally {
			await server.stop();
			proxy.resume();
			await proxy.stop();
			await database.drop();
		}
	}),
];

async function withServers(
	subject: Subject,
	count: number,
	work: (servers: [ServerAddress, ...ServerAddress[]], database: ShopDatabase) => Promise<void>,
): Promise<void> {
	const service = await theDatabaseServer();
	const database = await service.createDatabase('small', { countsQueries: true });
	// Where each query opens a connection, N+1 on a busy machine outlasts the 2 s that are usual.
	const environment = { DATABASE_URL: database.url, DATABASE_WAIT_SECONDS: '20' };
	const servers = await Promise.all(
		Array.from({ length: count }, () => startServer(subject, environment)),
	);
	try {
		await work(servers as unknown as [ServerAddress, ...ServerAddress[]], database);
	} finally {
		await Promise.all(servers.map((server) => server.stop()));
		await database.drop();
	}
}

/** Statements about the shop's tables; what a driver asks for itself, when it connects, is its own affair. */
async function queriesOf({ oid }: ShopDatabase): Promise<number> {
	const { sql } = await theDatabaseServer();
	const [row] = await sql`
		SELECT coalesce(sum(calls), 0)::integer AS calls FROM pg_stat_statements
		WHERE dbid = ${oid} AND query ~ '(products|customers|orders)'`;
	return (row as { calls: number }).calls;
}

/** Reads, adds one and writes with the version that was read, until nobody was in between. */
async function increment(server: ServerAddress, location: string): Promise<void> {
	for (;;) {
		const { id: _, version, ...draft } = JSON.parse((await ask(server, location)).body) as Product;
		const changed = { ...draft, stock: draft.stock + 1 };
		const { status } = await put(server, location, changed, `"${version}"`);
		if (status === 200) return;
		expectSame('the status of a write that came too late', status, 412);
	}
}

async function expectUnavailable(server: ServerAddress, when: string): Promise<void> {
	const startedMs = performance.now();
	// More than there are connections, so that some wait for one.
	const answers = await Promise.all(Array.from({ length: 12 }, () => ask(server, '/products/7')));
	const seconds = (performance.now() - startedMs) / 1_000;
	for (const answer of answers) {
		expectAnswer(`a request ${when}`, answer, errors.unavailable);
		expectSame('Retry-After', answer.headers.get('retry-after')?.join(), '1');
	}
	if (seconds > WAIT_SECONDS + GRACE_SECONDS) {
		throw new Error(
			`expected 503 ${when} within ${WAIT_SECONDS} s, it took ${seconds.toFixed(1)} s`,
		);
	}
	expectSame(`/health ${when}`, (await ask(server, '/health')).status, 200);
}

async function untilServed(server: ServerAddress, when: string): Promise<void> {
	const expected = { status: 200, body: JSON.stringify(productAtStart(7)) };
	// On a machine whose cores are all taken even the start of PostgreSQL's process for a connection can outlast the server's wait.
	const deadlineMs = performance.now() + 30_000;
	let answer = await ask(server, '/products/7');
	while (answer.status === 503 && performance.now() < deadlineMs) {
		await sleep(50);
		answer = await ask(server, '/products/7');
	}
	expectAnswer(`a request ${when}`, answer, expected);
}

function rule(workload: string, name: string, run: ProcessCase['run']): ProcessCase {
	return { name, workload, run };
}
