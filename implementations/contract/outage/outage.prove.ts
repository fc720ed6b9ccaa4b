import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { workloadsOf } from '../../../src/core/schemas/implementation.ts';
import { productAtStart, type Product } from '../../../src/core/workloads/shop.ts';
import { type PostgresService, startPostgres } from '../../../services/postgres/service.ts';
import { buildImplementation } from '../build.ts';
import { errors } from '../expect-answer.ts';
import { ask } from '../http-connection.ts';
import { startServer } from '../server-under-test.ts';
import { findImplementations, missingTool, subjectsOf, type Subject } from '../subjects.ts';
import { startLoad, type Outcome } from './load.ts';

/*
 * The contract lets a proxy stand for a database that goes away, in front of a few requests. Here PostgreSQL itself is
 * shut down and started again under full load: it says goodbye in its own words, and it is back before it takes anybody.
 */
const WAIT_SECONDS = 2;
/** For a busy machine, beyond what the server may wait. */
const GRACE_SECONDS = 3;
const CONNECTIONS = 64;
const DOWN_SECONDS = 5;
const SECONDS_TO_RECOVER = 10;

let postgres: PostgresService;

beforeAll(async () => {
	postgres = await startPostgres();
	return () => postgres.stop();
});

for (const { implementation, folder } of findImplementations()) {
	const subjects = subjectsOf(implementation, folder).filter(usesDatabase);
	if (subjects.length === 0) continue;
	describe.skipIf(missingTool(implementation))(implementation.id, () => {
		beforeAll(async () => {
			await buildImplementation(implementation, folder);
		}, 600_000);
		test.each(subjects.map((subject) => [subject.variant, subject] as const))(
			'%s outlives its database under load, and loses nothing that it said was written',
			(_, subject) => outlives(subject),
		);
	});
}

function usesDatabase({ implementation, variant }: Subject): boolean {
	const isSizeOfAnother = implementation.variants[variant]?.sameProgramAs !== undefined;
	return !isSizeOfAnother && workloadsOf(implementation, variant).includes('crud');
}

async function outlives(subject: Subject): Promise<void> {
	const database = await postgres.createDatabase('small');
	const server = await startServer(subject, {
		DATABASE_URL: database.url,
		DATABASE_WAIT_SECONDS: String(WAIT_SECONDS),
	});
	let ended = false;
	void server.exit.then(() => (ended = true));
	try {
		const load = startLoad(server, { connections: CONNECTIONS, product: productAtStart(100) });
		await sleep(2_000);
		const downAtMs = performance.now();
		await postgres.restart?.shutDown();
		await sleep(DOWN_SECONDS * 1_000);
		const health = await ask(server, '/health');
		const upAtMs = performance.now();
		await postgres.restart?.startAgain();
		await sleep(SECONDS_TO_RECOVER * 1_000);
		const settledAtMs = performance.now();
		await sleep(2_000);
		const outcomes = await load.stop();
		expect(ended, `the server ended: ${server.written.stderr}`).toBe(false);
		expect(health.status).toBe(200);
		expectHonest(outcomes, { downAtMs, upAtMs, settledAtMs });
		for (const [id, stock] of load.acknowledged) {
			const { body } = await ask(server, `/products/${id}`);
			expect((JSON.parse(body) as Product).stock).toBeGreaterThanOrEqual(stock);
		}
		report(subject, outcomes, upAtMs);
	} finally {
		await server.stop();
		await database.drop();
	}
}

/** Every answer is the right one or a 503 in time, with nothing else before the outage and after it. */
function expectHonest(
	outcomes: readonly Outcome[],
	{ downAtMs, upAtMs, settledAtMs }: { downAtMs: number; upAtMs: number; settledAtMs: number },
): void {
	const refusals = outcomes.filter(({ status }) => status !== 200);
	expect(new Set(refusals.map(({ status, body }) => `${status} ${body}`))).toEqual(
		new Set([`503 ${errors.unavailable.body}`]),
	);
	expect(new Set(refusals.map(({ retryAfter }) => retryAfter))).toEqual(new Set(['1']));
	const longestMs = Math.max(...refusals.map(({ tookMs }) => tookMs));
	expect(longestMs).toBeLessThan((WAIT_SECONDS + GRACE_SECONDS) * 1_000);
	const finished = (from: number, to: number): Outcome[] =>
		outcomes.filter(({ sentAtMs, tookMs }) => sentAtMs >= from && sentAtMs + tookMs < to);
	expect(finished(0, downAtMs).every(({ status }) => status === 200)).toBe(true);
	expect(finished(downAtMs + 1_000, upAtMs).every(({ status }) => status === 503)).toBe(true);
	const after = outcomes.filter(({ sentAtMs }) => sentAtMs >= settledAtMs);
	expect(after.length).toBeGreaterThan(CONNECTIONS);
	expect(after.every(({ status }) => status === 200)).toBe(true);
}

function report({ implementation, variant }: Subject, outcomes: Outcome[], upAtMs: number): void {
	const refused = outcomes.filter(({ status }) => status === 503);
	const longestMs = Math.max(...refused.map(({ tookMs }) => tookMs));
	const firstMs = Math.min(
		...outcomes
			.filter(({ status, sentAtMs }) => status === 200 && sentAtMs > upAtMs)
			.map(({ sentAtMs, tookMs }) => sentAtMs + tookMs - upAtMs),
	);
	const lastMs = Math.max(...refused.map(({ sentAtMs, tookMs }) => sentAtMs + tookMs - upAtMs));
	process.stdout.write(
		`${implementation.id}:${variant}: ${outcomes.length} requests, ${refused.length} refused, the slowest refusal ` +
			`after ${Math.round(longestMs)} ms; first answer ${Math.round(firstMs)} ms after the start of PostgreSQL, ` +
			`last refusal ${Math.round(lastMs)} ms\n`,
	);
}
