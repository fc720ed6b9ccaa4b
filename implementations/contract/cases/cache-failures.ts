import { setTimeout as delay } from 'node:timers/promises';
import type { ServerAddress } from '../contract-case.ts';
import { errors, expectAnswer, expectSame, type ExpectedAnswer } from '../expect-answer.ts';
import { ask } from '../http-connection.ts';
import {
	document,
	expectAge,
	expectAsked,
	expectCached,
	HIT,
	MISS,
	STALE,
	statusOf,
	type CacheRule,
} from './cache-rules.ts';

const WAIT_MS = 500;
const SLOW_AT_ONCE = 10;
/** For a busy machine. */
const GRACE_MS = 3_000;

const staleable = { 'Cache-Control': 'max-age=0, stale-if-error=1000' };

/** What a client sees when the origin fails. */
export const cacheFailureRules: readonly CacheRule[] = [
	{
		name: 'an origin that is down is 502, what was kept is still served, and it is found again',
		async run(server, origin) {
			origin.behave('before', { headers: { 'Cache-Control': 'max-age=1000' } });
			origin.behave('stale', { headers: staleable });
			await expectCached(server, 'before', MISS);
			await expectCached(server, 'stale', MISS);
			await origin.stop();
			await expectFailure(server, 'down', errors.originFailed);
			await expectCached(server, 'before', HIT);
			expectAge(await expectCached(server, 'stale', STALE), 0);
			expectSame('/health', (await ask(server, '/health')).status, 200);
			expectSame('/ready', (await ask(server, '/ready')).status, 200);
			await origin.start();
			await expectCached(server, 'down', MISS);
			await expectCached(server, 'stale', MISS);
		},
	},
	{
		name: 'an origin that fails is 502, and stale where it allowed that',
		async run(server, origin) {
			for (const status of [500, 502, 503, 504]) {
				const key = `fails-${status}`;
				origin.behave(key, { headers: staleable });
				await expectCached(server, key, MISS);
				origin.behave(key, { status });
				await expectCached(server, key, STALE);
				await expectCached(server, key, STALE);
				expectAsked(origin, key, 3);
				origin.behave(`only-${status}`, { status });
				await expectFailure(server, `only-${status}`, errors.originFailed);
			}
		},
	},
	{
		name: 'what was replaced or is gone does not come back as stale',
		async run(server, origin) {
			const since = { gone: { status: 404 }, private: { headers: { 'Cache-Control': 'private' } } };
			for (const [key, behaviour] of Object.entries(since)) {
				origin.behave(key, { headers: staleable });
				await expectCached(server, key, MISS);
				origin.behave(key, behaviour);
				await ask(server, `/cached/${key}`);
				origin.behave(key, { status: 500 });
				await expectFailure(server, key, errors.originFailed);
			}
		},
	},
	{
		name: 'stale-if-error ends, and without it nothing stale is served',
		async run(server, origin) {
			origin.behave('strict', { headers: { 'Cache-Control': 'max-age=0' } });
			origin.behave('ends', { headers: { 'Cache-Control': 'max-age=0, stale-if-error=1' } });
			await expectCached(server, 'strict', MISS);
			const startedMs = performance.now();
			await expectCached(server, 'ends', MISS);
			for (const key of ['strict', 'ends']) origin.behave(key, { status: 500 });
			await expectFailure(server, 'strict', errors.originFailed);
			const answer = await ask(server, '/cached/ends');
			// A busy machine may take longer to ask.
			if (performance.now() - startedMs < 1_000) {
				expectSame('Cache-Status within the time', statusOf(answer), STALE);
			}
			await delay(1_050);
			await expectFailure(server, 'ends', errors.originFailed);
		},
	},
	{
		name: 'answers that make no sense are 502, and are not kept',
		async run(server, origin) {
			origin.behave('large', { body: JSON.stringify('x'.repeat(1_100_000)) });
			origin.behave('redirect', { status: 302, headers: { Location: '/documents/other' } });
			origin.behave('broken', { breaksOff: true });
			for (const key of ['large', 'redirect', 'broken']) {
				await expectFailure(server, key, errors.originFailed);
				origin.behave(key, {});
				await expectCached(server, key, MISS);
			}
			expectAsked(origin, 'other', 0);
		},
	},
	{
		name: 'an origin that is slow is 504 within ORIGIN_WAIT_MS, for all who wait, and stale where it allowed that',
		environment: { ORIGIN_WAIT_MS: String(WAIT_MS) },
		async run(server, origin) {
			origin.behave('was', { headers: staleable });
			await untilAnswered(server, 'was');
			for (const key of ['slow', 'was']) origin.behave(key, { delayMs: 60_000 });
			const startedMs = performance.now();
			await Promise.all([
				...Array.from({ length: SLOW_AT_ONCE }, () =>
					expectFailure(server, 'slow', errors.originTooSlow),
				),
				expectCached(server, 'was', STALE),
			]);
			const tookMs = performance.now() - startedMs;
			if (tookMs > WAIT_MS + GRACE_MS) {
				throw new Error(`expected 504 within ${WAIT_MS} ms, it took ${Math.round(tookMs)} ms`);
			}
			// A busy machine may bring some of them after the first call has ended.
			if (origin.requests('slow') > SLOW_AT_ONCE / 2) {
				throw new Error('expected those who wait to share a call, but each had its own');
			}
			expectSame('/health', (await ask(server, '/health')).status, 200);
			origin.behave('slow', {});
			await untilAnswered(server, 'slow');
		},
	},
];

/** Even a quick origin is late on a machine that is busy enough. */
async function untilAnswered(server: ServerAddress, key: string): Promise<void> {
	let answer = await ask(server, `/cached/${key}`);
	for (let tries = 0; tries < 20 && answer.status === 504; tries++) {
		answer = await ask(server, `/cached/${key}`);
	}
	expectAnswer(`GET /cached/${key}`, answer, document(key));
}

async function expectFailure(
	server: ServerAddress,
	key: string,
	expected: ExpectedAnswer,
): Promise<void> {
	expectAnswer(`GET /cached/${key}`, await ask(server, `/cached/${key}`), expected);
}
