import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, test } from 'vitest';
import { startControlledOrigin } from '../controlled-origin.ts';
import { cacheFailureRules } from './cache-failures.ts';
import { cacheRules } from './cache-rules.ts';

const rules = [...cacheRules, ...cacheFailureRules];

/** A cache that does all that the rules want, for as long as nothing of this is changed. */
const right = {
	entries: 1_000,
	waitMs: 20_000,
	ttlMs: 60_000,
	keys: /^\/cached\/([\w-]{1,64})(\?|$)/,
	coalesces: true,
	sharesPrivate: false,
	keepsStale: true,
	forgetsGone: true,
	forgetsPrivate: true,
	keeps: /^(?!.*(no-store|private|no-cache))/i,
	shared: /s-maxage=(\d+)/i,
	own: /max-age=(\w+)/i,
	staleIfError: /stale-if-error=(\d+)/,
	staleSecondsMost: 1e6,
	believesAge: true,
	sendsAge: true,
	marks: true,
	keepsNone: false,
	evicts: 'oldest' as 'oldest' | 'latest' | 'none',
	largest: 1_048_576,
	statuses: [200, 404],
	failure: 502,
	lateness: 504,
	waitsEach: false,
	body: (body: string) => body,
};

type Cache = typeof right;

const FAULTS: [rule: RegExp, fault: string, change: Partial<Cache>][] = [
	[/asked for once/, 'keeps nothing', { keeps: /^never$/ }],
	[/asked for once/, 'sends no Age', { sendsAge: false }],
	[/asked for once/, 'does not say how it came by it', { marks: false }],
	[/asked for once/, 'changes the body', { body: (body) => `${body} ` }],
	[/does not have/, 'keeps a 404', { keepsNone: true }],
	[/no key/, 'takes any key', { keys: /^\/cached\/(.*)$/ }],
	[/no key/, 'takes short keys alone', { keys: /^\/cached\/([\w-]{1,63})$/ }],
	[/CACHE_TTL_MS/, 'keeps for ever', { ttlMs: 1e6 }],
	[/CACHE_TTL_MS/, 'believes the variable more than the origin', { own: /never=(\d+)/ }],
	[/max-age/, 'does not know s-maxage', { shared: /never=(\d+)/ }],
	[/max-age/, 'does not look at Age', { believesAge: false }],
	[/max-age/, 'tells letter cases apart', { own: /max-age=(\w+)/ }],
	[/no-store/, 'keeps what is private', { keeps: /^(?!.*no-store)/i }],
	[/who miss at once/, 'calls for each', { coalesces: false }],
	[/private is called/, 'shares what is private', { sharesPrivate: true }],
	[/never more than/, 'evicts nothing', { evicts: 'none' }],
	[/never more than/, 'evicts what is used most', { evicts: 'latest' }],
	[/is down/, 'serves nothing stale', { keepsStale: false }],
	[/is down/, 'answers 500', { failure: 500 }],
	[/come back as stale/, 'remembers what is gone', { forgetsGone: false }],
	[/come back as stale/, 'remembers what is private now', { forgetsPrivate: false }],
	[/that fails/, 'passes a failure on', { statuses: [200, 404, 500, 502, 503, 504] }],
	[/that fails/, 'serves nothing stale', { keepsStale: false }],
	[
		/stale-if-error ends/,
		'serves stale whatever the origin says',
		{ staleIfError: /()/, staleSecondsMost: 1e9 },
	],
	[/make no sense/, 'takes bodies of any size', { largest: 1e9 }],
	[/make no sense/, 'passes a redirection on', { statuses: [200, 302, 404] }],
	[/is slow/, 'waits for long', { waitMs: 4_000 }],
	[/is slow/, 'answers 502', { lateness: 502 }],
	[/is slow/, 'lets each wait anew', { coalesces: false }],
];

describe.concurrent('a cache that does not as it should is found out', () => {
	test.for(FAULTS)('%s: %s', async ([which, , change], { expect }) => {
		const broken = rules.filter(({ name }) => which.test(name));
		expect(broken).toHaveLength(1);
		for (const rule of broken) await expect(outcome(rule, change)).rejects.toThrow();
	});

	test.for(rules)('and one that does, passes: $name', (rule) => outcome(rule, {}));
});

async function outcome(rule: (typeof rules)[number], change: Partial<Cache>): Promise<void> {
	const origin = await startControlledOrigin();
	const server = await startCache(origin.url, { ...right, ...told(rule.environment), ...change });
	const { port } = server.address() as AddressInfo;
	try {
		await rule.run({ host: '127.0.0.1', port }, origin);
	} finally {
		server.close();
		server.closeAllConnections();
		await origin.stop();
	}
}

/** What the variables of the contract say to a server. */
function told(environment: Record<string, string> = {}): Partial<Cache> {
	const { CACHE_ENTRIES: entries, CACHE_TTL_MS: ttlMs, ORIGIN_WAIT_MS: waitMs } = environment;
	return {
		...(entries && { entries: Number(entries) }),
		...(ttlMs && { ttlMs: Number(ttlMs) }),
		...(waitMs && { waitMs: Number(waitMs) }),
	};
}

type Kept = { body: string; control: string; bornMs: number; freshMs: number; staleMs: number };
type Fetched = { status: number; kept?: Kept; isPublic: boolean };

async function startCache(url: string, cache: Cache): Promise<Server> {
	const documents = new Map<string, Kept>();
	const none = new Set<string>();
	const flights = new Map<string, Promise<Fetched>>();

	const fetchOne = async (key: string): Promise<Fetched> => {
		const signal = AbortSignal.timeout(cache.waitMs);
		try {
			const answer = await fetch(`${url}/documents/${key}`, { signal, redirect: 'manual' });
			const body = await answer.text();
			if (!cache.statuses.includes(answer.status) || body.length > cache.largest) throw new Error();
			if (answer.status !== 200) {
				if (cache.forgetsGone) documents.delete(key);
				return { status: answer.status, isPublic: true };
			}
			const control = answer.headers.get('cache-control') ?? '';
			const ageMs = cache.believesAge ? 1_000 * Number(answer.headers.get('age')) : 0;
			const said = cache.shared.exec(control)?.[1] ?? cache.own.exec(control)?.[1];
			const seconds = Number(said);
			const lifeMs = said === undefined ? cache.ttlMs : Number.isNaN(seconds) ? 0 : 1_000 * seconds;
			const stale = cache.staleIfError.exec(control)?.[1];
			const staleSeconds = stale === '' ? cache.staleSecondsMost : Number(stale);
			const kept = {
				body: cache.body(body),
				control,
				bornMs: Date.now() - ageMs,
				freshMs: lifeMs,
				staleMs: lifeMs + (Number.isNaN(staleSeconds) ? 0 : 1_000 * staleSeconds),
			};
			const isPublic = cache.keeps.test(control);
			if (isPublic) keep(key, kept);
			else if (cache.forgetsPrivate) documents.delete(key);
			return { status: 200, kept, isPublic };
		} catch {
			return { status: signal.aborted ? cache.lateness : cache.failure, isPublic: true };
		}
	};

	const keep = (key: string, kept: Kept): void => {
		documents.delete(key);
		const keys = [...documents.keys()];
		const surplus = cache.evicts === 'latest' ? keys.at(-1) : keys[0];
		if (keys.length >= cache.entries && cache.evicts !== 'none') documents.delete(surplus ?? '');
		documents.set(key, kept);
	};

	const get = async (key: string): Promise<[how: string, fetched: Fetched]> => {
		const kept = documents.get(key);
		const ageMs = kept === undefined ? 0 : Date.now() - kept.bornMs;
		if (kept !== undefined && ageMs < kept.freshMs) {
			documents.delete(key);
			documents.set(key, kept);
			return [
				`hit; ttl=${Math.floor((kept.freshMs - ageMs) / 1_000)}`,
				{ status: 200, kept, isPublic: true },
			];
		}
		const joined = cache.coalesces ? flights.get(key) : undefined;
		const flight = joined ?? fetchOne(key).finally(() => flights.delete(key));
		if (joined === undefined) flights.set(key, flight);
		let fetched = await flight;
		if (joined !== undefined && !fetched.isPublic && !cache.sharesPrivate)
			fetched = await fetchOne(key);
		const mayBeStale =
			kept !== undefined && cache.keepsStale && Date.now() - kept.bornMs < kept.staleMs;
		if (fetched.status >= 500 && mayBeStale) {
			return ['fwd=stale; detail=stale-if-error', { status: 200, kept, isPublic: true }];
		}
		const stored = joined === undefined ? '; stored' : '; collapsed';
		return [`fwd=miss${fetched.isPublic ? stored : ''}`, fetched];
	};

	const answer = async (target: string, response: ServerResponse): Promise<void> => {
		if (target === '/health' || target === '/ready') return void response.end();
		const key = cache.keys.exec(target)?.[1];
		if (key === undefined || none.has(key)) return send(response, 404);
		const [how, { status, kept }] = await get(key);
		if (status === 404 && cache.keepsNone) none.add(key);
		if (kept === undefined) return send(response, status);
		if (cache.marks) response.setHeader('Cache-Status', `fake; ${how}`);
		if (kept.control) response.setHeader('Cache-Control', kept.control);
		if (cache.sendsAge && !how.startsWith('fwd=miss')) {
			response.setHeader('Age', Math.floor((Date.now() - kept.bornMs) / 1_000));
		}
		send(response, 200, kept.body);
	};

	const server = createServer((request, response) => void answer(request.url ?? '', response));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', 4_096, resolve));
	return server;
}

const ERRORS: Record<number, [code: string, message: string]> = {
	404: ['not-found', 'There is nothing at this path.'],
	502: ['bad-gateway', 'The origin does not answer.'],
	504: ['gateway-timeout', 'The origin did not answer in time.'],
};

function send(response: ServerResponse, status: number, body?: string): void {
	const [code, message] = ERRORS[status] ?? ['', ''];
	const text = body ?? JSON.stringify({ error: { code, message } });
	const length = Buffer.byteLength(text);
	response
		.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': length })
		.end(text);
}
