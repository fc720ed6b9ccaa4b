import { describe, test } from 'vitest';
import { fakeSubject } from '../fake-subject.ts';
import { rateLimitCases } from './rate-limit.ts';
import { sheddingCases } from './shedding.ts';

/** The paths of `auth` and `wait`, as the contract wants them in these cases. `FAULT` stands for what may be wrong. */
const SERVER = `
	import { createHmac } from 'node:crypto';
	import { createServer } from 'node:http';
	let [secret, inFlight, retryAfter] = [process.env.TOKEN_SECRET, 0, '1'];
	let [perSecond, burst] = [Number(process.env.RATE_LIMIT_PER_SECOND), Number(process.env.RATE_LIMIT_BURST)];
	let [mostSubjects, mostInFlight] = [Number(process.env.RATE_LIMIT_SUBJECTS ?? 10000), 64];
	let keyOf = (request, sub) => sub;
	let verify = (text) => createHmac('sha256', secret).update(text.slice(0, text.lastIndexOf('.'))).digest('base64url')
		=== text.slice(text.lastIndexOf('.') + 1);
	let givesBack = 'close';
	const subjects = new Map();
	FAULT;
	const ERRORS = {
		'invalid-token': [401, 'The token is not valid.'],
		'not-found': [404, 'There is nothing at this path.'],
		'rate-limited': [429, 'This subject has used up its requests for now.'],
		overloaded: [503, 'Too many requests are waiting.'],
	};
	const send = (response, status, body) => {
		const text = JSON.stringify(body);
		const type = { 'Content-Type': 'application/json', 'Content-Length': text.length };
		response.writeHead(status, { ...type, ...([429, 503].includes(status) && { 'Retry-After': retryAfter }) });
		response.end(text);
	};
	const refuse = (response, code) => {
		const [status, message] = ERRORS[code];
		send(response, status, { error: { code, message } });
	};
	const takes = (key) => {
		const now = performance.now();
		const { left, at } = subjects.get(key) ?? { left: burst, at: now };
		const full = Math.min(burst, left + ((now - at) * perSecond) / 1000);
		subjects.delete(key);
		subjects.set(key, { left: full >= 1 ? full - 1 : full, at: now });
		if (subjects.size > mostSubjects) subjects.delete(subjects.keys().next().value);
		return full >= 1;
	};
	const me = (request, response, isLimited) => {
		if (secret === undefined) return refuse(response, 'not-found');
		const text = request.headers.authorization.slice('Bearer '.length);
		if (!verify(text)) return refuse(response, 'invalid-token');
		const { sub, scope } = JSON.parse(Buffer.from(text.split('.')[1], 'base64url'));
		if (isLimited && !takes(keyOf(request, sub))) return refuse(response, 'rate-limited');
		send(response, 200, { subject: sub, scope });
	};
	const wait = (request, response) => {
		if (inFlight >= mostInFlight) return refuse(response, 'overloaded');
		inFlight += 1;
		response.once(givesBack, () => (inFlight -= 1));
		const ms = Number(new URL(request.url, 'http://contract.test').searchParams.get('ms'));
		setTimeout(send, ms, response, 200, { ms, units: 0, result: 2463534242 });
	};
	const server = createServer((request, response) => {
		if (request.url === '/me') me(request, response, true);
		else if (request.url === '/me/unlimited') me(request, response, false);
		else if (request.url.startsWith('/wait')) wait(request, response);
		else send(response, 200, { status: 'ready' });
	});
	server.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('listening'));
`;

const FAULTS: [fault: string, seen: RegExp][] = [
	['burst += 1', /of a burst and three expected 5 to 5 to be answered, got 6/],
	["keyOf = () => 'all'", /of a burst of another subject expected 5 to/],
	[
		"keyOf = ({ headers }, sub) => sub + headers['x-forwarded-for']",
		/of those with a field of a proxy expected 0 to 0 to be answered, got 1/,
	],
	['perSecond = 1', /of three after the time of one expected 1 to . to be answered, got 0/],
	['perSecond = 100', /of .* expected . to . to be answered, got/],
	['verify = () => true', /the status of a forged token: expected 401/],
	["retryAfter = '0'", /Retry-After: expected "1", got "0"/],
	['mostSubjects = 3', /the second of three: expected 200, got 429/],
	['mostSubjects = 1', /the first of two: expected 429, got 200/],
	["secret ??= 'default'", /\/me without TOKEN_SECRET: expected 404/],
	['mostInFlight = 65', /refusals of 74: expected 10, got 9/],
	['mostInFlight = Infinity', /refusals of 74: expected 10, got 0/],
	["givesBack = 'finish'", /expected room after all clients had gone/],
];

const cases = [...rateLimitCases, ...sheddingCases];

describe.concurrent('limits that are not as they should be are found out', () => {
	// On a machine that is busy for longer than a request is worth there is no fault to be seen.
	test.for(FAULTS)('%s', { retry: 3 }, async ([fault, seen], { expect }) => {
		const outcomes = await Promise.allSettled(cases.map(({ run }) => run(subject(fault))));
		const messages = outcomes.flatMap((outcome) =>
			outcome.status === 'rejected' ? [(outcome.reason as Error).message] : [],
		);
		expect(messages.join('\n')).toMatch(seen);
	});

	test('and those that are, pass', async () => {
		for (const { run } of cases) await run(subject(''));
	});
});

function subject(fault: string) {
	const script = SERVER.replace('FAULT', () => fault);
	return fakeSubject(['node', '--input-type=module', '--eval', script], { auth: '', wait: '' });
}
