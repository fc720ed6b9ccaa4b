import { setTimeout as delay } from 'node:timers/promises';
import { documentOf } from '../../../src/core/workloads/document.ts';
import type { ServerAddress } from '../contract-case.ts';
import type { Behaviour, ControlledOrigin } from '../controlled-origin.ts';
import { errors, expectAnswer, expectSame, type ExpectedAnswer } from '../expect-answer.ts';
import { ask, type Answer } from '../http-connection.ts';

/** A rule about a cache in front of an origin that the rule controls. Each has keys of its own, which begin with its name. */
export type CacheRule = {
	name: string;
	/** What the server is started with, beyond the origin's address. */
	environment?: Record<string, string>;
	run(server: ServerAddress, origin: ControlledOrigin): Promise<void>;
};

export function document(key: string): ExpectedAnswer {
	return { status: 200, body: documentOf(key) };
}

/** How the answer was come by: the parameters of `Cache-Status` behind the cache's own name (RFC 9211 2). */
export function statusOf({ headers }: Answer): string {
	const field = headers.get('cache-status')?.join() ?? '';
	return field.replace(/^[\w-]+; /, '').replace(/ttl=-?\d+$/, 'ttl');
}

export const HIT = 'hit; ttl';
export const MISS = 'fwd=miss; stored';
export const STALE = 'fwd=stale; detail=stale-if-error';

/** Asks for a key, whose answer and way must be these. */
export async function expectCached(
	server: ServerAddress,
	key: string,
	how: string,
	expected = document(key),
): Promise<Answer> {
	const answer = await ask(server, `/cached/${key}`);
	expectAnswer(`GET /cached/${key}`, answer, expected);
	expectSame(`Cache-Status of /cached/${key}`, statusOf(answer), how);
	return answer;
}

export function expectAsked(origin: ControlledOrigin, key: string, times: number): void {
	expectSame(`requests for ${key} that the origin counted`, origin.requests(key), times);
}

/** How old an answer is, in seconds, at most so much more than it was at the origin. */
export function expectAge({ headers }: Answer, seconds: number): void {
	const age = Number(headers.get('age')?.join());
	if (age >= seconds && age <= seconds + SECONDS_TO_ASK) return;
	throw new Error(`expected an Age of ${seconds} or little more, got ${age}`);
}

/** On a busy machine. */
const SECONDS_TO_ASK = 30;

const kept: Behaviour = { headers: { 'Cache-Control': 'max-age=1000' } };
const AT_ONCE = 100;
const ENTRIES = 10;
const ROUNDS = 3;
const TTL_MS = 400;

/** What is kept, how long, and how much of it. */
export const cacheRules: readonly CacheRule[] = [
	{
		name: 'a document is asked for once, and then comes from the cache, to the byte',
		async run(server, origin) {
			origin.behave('once', kept);
			const first = await expectCached(server, 'once', MISS);
			expectSame('Age of what was not kept', first.headers.get('age'), undefined);
			const second = await expectCached(server, 'once', HIT);
			expectAge(second, 0);
			const control = second.headers.get('cache-control')?.join();
			expectSame('Cache-Control, as the origin sent it', control, 'max-age=1000');
			expectAnswer('with a query', await ask(server, '/cached/once?x=1'), document('once'));
			const head = await ask(server, '/cached/once', 'HEAD');
			expectSame(
				'Content-Length of HEAD',
				Number(head.headers.get('content-length')),
				first.bytes.length,
			);
			expectSame('Cache-Status of HEAD', statusOf(head), HIT);
			expectAsked(origin, 'once', 1);
		},
	},
	{
		name: 'what the origin does not have is 404, and not kept',
		async run(server, origin) {
			origin.behave('none', { status: 404 });
			expectAnswer('GET /cached/none', await ask(server, '/cached/none'), errors.notFound);
			origin.behave('none', {});
			await expectCached(server, 'none', MISS);
		},
	},
	{
		name: 'what is no key is 404, and the origin is not asked',
		async run(server, origin) {
			for (const key of ['', 'a/b', 'a.b', '%61', 'a%2Fb', '..', '~', 'a'.repeat(65)]) {
				expectAnswer(`/cached/${key}`, await ask(server, `/cached/${key}`), errors.notFound);
				expectAsked(origin, key, 0);
			}
			expectAsked(origin, 'a', 0);
			await expectCached(server, 'a'.repeat(64), MISS);
		},
	},
	{
		name: 'CACHE_TTL_MS is how long, where the origin says nothing',
		environment: { CACHE_TTL_MS: String(TTL_MS) },
		async run(server, origin) {
			origin.behave('said', kept);
			await expectCached(server, 'said', MISS);
			const startedMs = performance.now();
			await expectCached(server, 'ttl', MISS);
			const again = await ask(server, '/cached/ttl');
			// A busy machine may take longer to ask twice.
			const inTime = performance.now() - startedMs < TTL_MS;
			if (inTime) expectSame('Cache-Status within the time', statusOf(again), HIT);
			await delay(TTL_MS + 20);
			await expectCached(server, 'ttl', MISS);
			if (inTime) expectAsked(origin, 'ttl', 2);
			await expectCached(server, 'said', HIT);
		},
	},
	{
		name: 'max-age, s-maxage before it, and Age are believed',
		async run(server, origin) {
			const over: [key: string, headers: Record<string, string>][] = [
				['zero', { 'Cache-Control': 'max-age=0' }],
				['shared', { 'Cache-Control': 'max-age=1000, s-maxage=0' }],
				['aged', { 'Cache-Control': 'max-age=1000', Age: '1000' }],
				['wrong', { 'Cache-Control': 'max-age=soon' }],
			];
			for (const [key, headers] of over) {
				origin.behave(key, { headers });
				await expectCached(server, key, MISS);
				await expectCached(server, key, MISS);
				expectAsked(origin, key, 2);
			}
			origin.behave('young', { headers: { 'Cache-Control': 'MAX-AGE=1990', Age: '990' } });
			await expectCached(server, 'young', MISS);
			const answer = await expectCached(server, 'young', HIT);
			expectAge(answer, 990);
			const ttl = Number(/ttl=(\d+)$/.exec(answer.headers.get('cache-status')?.join() ?? '')?.[1]);
			if (!(ttl >= 1_000 - SECONDS_TO_ASK && ttl <= 1_000)) {
				throw new Error(`expected a ttl of about 1,000 s, got ${ttl}`);
			}
		},
	},
	{
		name: 'no-store, private and no-cache keep nothing',
		async run(server, origin) {
			const once = ['no-store', 'private', 'no-cache', 'max-age=1000, No-Store'];
			// Of a field that stands twice every line counts (RFC 9110 5.3).
			const directives = [
				...once,
				['max-age=1000', 'private'],
				['max-age=1000', 'x=\u00e9, no-store'],
			];
			for (const [index, directive] of directives.entries()) {
				const key = `not-${index}`;
				origin.behave(key, { headers: { 'Cache-Control': directive } });
				await expectCached(server, key, 'fwd=miss');
				await expectCached(server, key, 'fwd=miss');
				expectAsked(origin, key, 2);
			}
		},
	},
	{
		name: `${AT_ONCE} who miss at once are one call of the origin`,
		async run(server, origin) {
			origin.behave('crowd', { ...kept, delayMs: 100 });
			const answers = await askAtOnce(server, 'crowd');
			for (const answer of answers) expectAnswer('one of them', answer, document('crowd'));
			expectAsked(origin, 'crowd', 1);
			const ways = Map.groupBy(answers, statusOf);
			expectSame('those that were stored', ways.get(MISS)?.length, 1);
		},
	},
	{
		name: 'what is private is called for once for each who asks at once',
		async run(server, origin) {
			origin.behave('own', { headers: { 'Cache-Control': 'private' }, delayMs: 30 });
			const answers = await askAtOnce(server, 'own');
			for (const answer of answers) expectAnswer('one of them', answer, document('own'));
			expectAsked(origin, 'own', AT_ONCE);
		},
	},
	{
		name: `never more than CACHE_ENTRIES are kept, and what is asked for stays`,
		environment: { CACHE_ENTRIES: String(ENTRIES) },
		async run(server, origin) {
			// TinyLFU wants to see a key more than once, and tidies up a little later: hence the rounds.
			const keys = Array.from({ length: 4 * ENTRIES }, (_, number) => `many-${number}`);
			for (const key of ['popular', ...keys]) origin.behave(key, kept);
			for (let round = 0; round < ROUNDS; round++) {
				for (const key of keys) {
					await Promise.all(['popular', key].map((one) => ask(server, `/cached/${one}`)));
				}
			}
			await delay(20);
			const asked = await Promise.all(keys.map((key) => ask(server, `/cached/${key}`)));
			const hits = asked.filter((answer) => statusOf(answer) === HIT).length;
			if (hits > ENTRIES) throw new Error(`expected at most ${ENTRIES} hits, got ${hits}`);
			const calls = origin.requests('popular');
			if (calls > ENTRIES)
				throw new Error(`expected what is popular to stay, it was asked for ${calls} times`);
		},
	},
];

function askAtOnce(server: ServerAddress, key: string): Promise<Answer[]> {
	return Promise.all(Array.from({ length: AT_ONCE }, () => ask(server, `/cached/${key}`)));
}
