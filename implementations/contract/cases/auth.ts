import { randomUUID } from 'node:crypto';
import type { ContractCase, ServerAddress } from '../contract-case.ts';
import { errors, expectAnswer, expectSame, type ExpectedAnswer } from '../expect-answer.ts';
import { ask, type Answer } from '../http-connection.ts';
import {
	AUDIENCE,
	encode,
	FORGED_SECRET,
	ISSUER,
	LEEWAY_SECONDS,
	nowSeconds,
	token,
} from '../tokens.ts';

const PATHS = ['/me', '/me/unlimited'];
/** What a client may write and a server must not believe. */
export const SPOOFED_FIELDS = [
	'X-Forwarded-For: 203.0.113.9',
	'Forwarded: for=203.0.113.9',
	'X-Real-IP: 203.0.113.9',
	'X-User-Id: admin',
];
/** Beyond the leeway, and by enough that a case may take a while. */
const LONG = LEEWAY_SECONDS + 60;
const SHORT = LEEWAY_SECONDS / 3;

const text = token();
const [head = '', body = '', signature = ''] = text.split('.');
const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
const unsigned = (header: Record<string, unknown>): string => `${encode(header)}.${body}`;

/** Made for a subject of its own each time: a server may be one that lets each subject ask once a second. */
const ACCEPTED: readonly [what: string, token: (sub: string) => string][] = [
	['with nothing special', (sub) => token({ sub })],
	['that expired within the leeway', (sub) => token({ sub, exp: nowSeconds() - SHORT })],
	['that begins within the leeway', (sub) => token({ sub, nbf: nowSeconds() + SHORT })],
	['that has begun', (sub) => token({ sub, nbf: nowSeconds() - LONG })],
	['for several audiences', (sub) => token({ sub, aud: ['other', AUDIENCE] })],
	[
		'with claims and fields of others',
		(sub) => token({ sub, name: 'Ann', admin: true }, { header: { kid: '1' } }),
	],
];

const REFUSED: readonly [what: string, token: () => string][] = [
	['with the algorithm "none" and no signature', () => `${unsigned({ alg: 'none' })}.`],
	[
		'with the algorithm "none" and the old signature',
		() => `${unsigned({ alg: 'none' })}.${signature}`,
	],
	['with the algorithm "nOnE"', () => `${unsigned({ alg: 'nOnE' })}.`],
	['without an algorithm', () => token({}, { header: { alg: undefined } })],
	[
		'signed by HS512 with the right secret',
		() => token({}, { header: { alg: 'HS512' }, hash: 'sha512' }),
	],
	['that says RS256 and is signed as HS256', () => token({}, { header: { alg: 'RS256' } })],
	[
		'with an extension that is critical',
		() => token({}, { header: { crit: ['b64'], b64: false } }),
	],
	[
		'with an extension that is critical and means nothing',
		() => token({}, { header: { crit: ['b64'], b64: true } }),
	],
	['signed with another secret', () => token({}, { secret: FORGED_SECRET })],
	['signed with an empty secret', () => token({}, { secret: '' })],
	[
		'whose claims were changed',
		() => `${head}.${encode({ ...claims, sub: 'admin' })}.${signature}`,
	],
	['whose signature was cut', () => text.slice(0, -4)],
	['without a signature', () => `${head}.${body}.`],
	['of two parts', () => `${head}.${body}`],
	['of four parts', () => `${text}.${signature}`],
	['that expired', () => token({ exp: nowSeconds() - LONG })],
	['that never expires', () => token({ exp: undefined })],
	['whose expiry is a text, and past', () => token({ exp: String(nowSeconds() - LONG) })],
	['whose expiry is null', () => token({ exp: null })],
	['that is not valid yet', () => token({ nbf: nowSeconds() + LONG })],
	['whose start is a text, and to come', () => token({ nbf: String(nowSeconds() + LONG) })],
	['of another issuer', () => token({ iss: 'https://other.example' })],
	['of no issuer', () => token({ iss: undefined })],
	['of several issuers', () => token({ iss: ['https://other.example', ISSUER] })],
	['for another audience', () => token({ aud: 'other' })],
	['for several other audiences', () => token({ aud: ['other', 'more'] })],
	['for no audience', () => token({ aud: undefined })],
	['for an empty list of audiences', () => token({ aud: [] })],
	['of no subject', () => token({ sub: undefined })],
	['of an empty subject', () => token({ sub: '' })],
	['whose subject is a number', () => token({ sub: 1 })],
	['whose subject is longer than 64 bytes', () => token({ sub: 'x'.repeat(65) })],
	['of no scope', () => token({ scope: undefined })],
	['that is nothing', () => ''],
	['that is no token', () => 'nonsense'],
	['of dots', () => '..'],
	[
		'whose claims are no object',
		() => `${head}.${Buffer.from('[]').toString('base64url')}.${signature}`,
	],
	['of 12 KB', () => 'x'.repeat(12_000)],
	['of 12 KB in three parts', () => `${head}.${'x'.repeat(12_000)}.${signature}`],
];

export const authCases: ContractCase[] = [
	...ACCEPTED.map(([what, make]) =>
		rule(`a token ${what} is accepted`, async (server) => {
			for (const path of PATHS) await expectAccepted(server, path, make);
		}),
	),
	...REFUSED.map(([what, make]) =>
		rule(`a token ${what} is refused`, async (server) => {
			for (const path of PATHS) {
				const answer = await ask(server, path, 'GET', [`Authorization: Bearer ${make()}`]);
				expectRefusal(answer, errors.invalidToken, 'Bearer error="invalid_token"');
			}
		}),
	),
	rule('without a token the answer says what to send, and no error', async (server) => {
		for (const path of PATHS) {
			for (const fields of [[], ['Authorization: Basic dTpw'], [`Authorization: ${text}`]]) {
				expectRefusal(await ask(server, path, 'GET', fields), errors.missingToken, 'Bearer');
			}
		}
	}),
	rule('two Authorization fields are refused, whichever is right', async (server) => {
		const wrong = token({ sub: 'user-2' }, { secret: FORGED_SECRET });
		for (const tokens of [
			[text, wrong],
			[wrong, text],
			[text, text],
		]) {
			const fields = tokens.map((one) => `Authorization: Bearer ${one}`);
			const answer = await ask(server, '/me', 'GET', fields);
			expectRefusal(answer, errors.ambiguousToken, 'Bearer error="invalid_request"');
		}
	}),
	rule('the letter case of field and scheme does not matter', async (server) => {
		for (const field of [
			'authorization: bearer',
			'AUTHORIZATION: BEARER',
			'Authorization: bEaReR ',
		]) {
			await expectAccepted(server, '/me', usual, (text) => [`${field} ${text}`]);
		}
	}),
	rule('a token in the query or a cookie is none', async (server) => {
		const answers = [
			await ask(server, `/me?access_token=${text}`),
			await ask(server, '/me', 'GET', [`Cookie: token=${text}`]),
		];
		for (const answer of answers) expectRefusal(answer, errors.missingToken, 'Bearer');
	}),
	rule('fields that proxies set change nothing', async (server) => {
		await expectAccepted(server, '/me', usual, (text) => [
			...SPOOFED_FIELDS,
			`Authorization: Bearer ${text}`,
		]);
		expectRefusal(await ask(server, '/me', 'GET', SPOOFED_FIELDS), errors.missingToken, 'Bearer');
	}),
	rule('the answer is of the token that came, not of one before', async (server) => {
		const id = randomUUID();
		const names = [`ann-${id}`, `bob-${id}`, id.padEnd(64, 'x'), `Zoë "<&>" ${id}`];
		await Promise.all(
			names.map(async (sub) => {
				const fields = [`Authorization: Bearer ${token({ sub, scope: `read ${sub}` })}`];
				const expected = { subject: sub, scope: `read ${sub}` };
				const answer = await ask(server, '/me', 'GET', fields);
				expectAnswer('GET /me', answer, { status: 200, body: JSON.stringify(expected) });
			}),
		);
	}),
];

async function expectAccepted(
	server: ServerAddress,
	path: string,
	make: (sub: string) => string,
	fields = (text: string) => [`Authorization: Bearer ${text}`],
): Promise<void> {
	const sub = `user-${randomUUID()}`;
	const expected = { status: 200, body: JSON.stringify({ subject: sub, scope: 'read' }) };
	expectAnswer(`GET ${path}`, await ask(server, path, 'GET', fields(make(sub))), expected);
}

function usual(sub: string): string {
	return token({ sub });
}

function expectRefusal(answer: Answer, expected: ExpectedAnswer, challenge: string): void {
	expectAnswer('GET /me', answer, expected);
	expectSame('WWW-Authenticate', answer.headers.get('www-authenticate')?.join(), challenge);
}

function rule(name: string, run: ContractCase['run']): ContractCase {
	return { name: `auth: ${name}`, workload: 'auth', run };
}
