import { setTimeout as sleep } from 'node:timers/promises';
import type { ProcessCase, ServerAddress } from '../contract-case.ts';
import { errors, expectAnswer, expectSame } from '../expect-answer.ts';
import { ask, open, request, type Answer } from '../http-connection.ts';
import { startServer } from '../server-under-test.ts';
import type { Subject } from '../subjects.ts';
import { FORGED_SECRET, PROTECTION_ENVIRONMENT, token } from '../tokens.ts';
import { SPOOFED_FIELDS } from './auth.ts';

/** What a machine that is busy lets through meanwhile is allowed for. */
const PER_SECOND = 4;
const BURST = 5;

export const rateLimitCases: ProcessCase[] = [
	{
		name: 'auth: each subject has a burst and a rate of its own, which fields that proxies set do not move',
		workload: 'auth',
		run: (subject) =>
			withLimit(subject, {}, async (server) => {
				// Each with subjects of its own, so that all can be asked of one server at the same time.
				await Promise.all([
					endsAfterABurst(server),
					goesOnAtItsRate(server),
					believesNoField(server),
					countsWhatIsRightAlone(server),
				]);
			}),
	},
	{
		name: 'auth: so many subjects are remembered, those seen last',
		workload: 'auth',
		run: (subject) =>
			withLimit(subject, { RATE_LIMIT_SUBJECTS: '2', RATE_LIMIT_PER_SECOND: '1' }, (server) =>
				forgetsTheOldest(server),
			),
	},
	{
		name: 'auth: without a secret its paths are not there',
		workload: 'auth',
		run: async (subject) => {
			const server = await startServer(subject, {}, { protection: false });
			try {
				for (const path of ['/me', '/me/unlimited']) {
					const answer = await ask(server, path, 'GET', [`Authorization: Bearer ${token()}`]);
					expectAnswer(`GET ${path} without TOKEN_SECRET`, answer, errors.notFound);
				}
			} finally {
				await server.stop();
			}
		},
	},
];

async function endsAfterABurst(server: ServerAddress): Promise<void> {
	const sinceMs = performance.now();
	const first = await taken(server, 'ann', BURST + 3);
	expectAnswered('a burst and three', first, { least: BURST, full: BURST, sinceMs });
	const other = await taken(server, 'bob', BURST);
	expectAnswered('a burst of another subject', other, { least: BURST, full: BURST, sinceMs });
	const refused = first.find((answer) => !isAnswered(answer));
	if (refused === undefined) throw new Error('expected a refusal, got none');
	expectAnswer('a request too many', refused, errors.rateLimited);
	expectSame('Retry-After', refused.headers.get('retry-after')?.join(), '1');
}

async function goesOnAtItsRate(server: ServerAddress): Promise<void> {
	const sinceMs = performance.now();
	await taken(server, 'cem', BURST);
	await sleep(1_000 / PER_SECOND + 10);
	const answers = await taken(server, 'cem', 3);
	expectAnswered('three after the time of one', answers, { least: 1, full: 0, sinceMs });
}

async function believesNoField(server: ServerAddress): Promise<void> {
	const sinceMs = performance.now();
	await taken(server, 'dan', BURST);
	const answers = await Promise.all(
		SPOOFED_FIELDS.map((field) => askAs(server, 'dan', { fields: [field] })),
	);
	expectAnswered('those with a field of a proxy', answers, { least: 0, full: 0, sinceMs });
}

async function countsWhatIsRightAlone(server: ServerAddress): Promise<void> {
	const sinceMs = performance.now();
	for (let index = 0; index < BURST; index++) {
		const unlimited = await askAs(server, 'eve', { path: '/me/unlimited' });
		expectSame('the status of /me/unlimited', unlimited.status, 200);
		const forged = await askAs(server, 'eve', { secret: FORGED_SECRET });
		expectSame('the status of a forged token', forged.status, 401);
	}
	const answers = await taken(server, 'eve', BURST);
	expectAnswered('a burst after them', answers, { least: BURST, full: BURST, sinceMs });
}

/** Again with others where the machine stood still for so long that a bucket had a request again. */
async function forgetsTheOldest(server: ServerAddress, attempt = 1): Promise<void> {
	const [ann, bob, cem] = ['ann', 'bob', 'cem'].map((name) => name + attempt) as [
		string,
		string,
		string,
	];
	const startedMs = performance.now();
	try {
		await taken(server, ann, BURST);
		await taken(server, bob, BURST);
		expectSame('the first of two', (await askAs(server, ann)).status, 429);
		expectSame('a third', (await askAs(server, cem)).status, 200);
		// Of the two before, the one asked for last is kept.
		expectSame('the first of three', (await askAs(server, ann)).status, 429);
		expectSame('the second of three', (await askAs(server, bob)).status, 200);
	} catch (error) {
		const stoodStill = performance.now() - startedMs > 1_000;
		if (!stoodStill || attempt === 10) throw error;
		await forgetsTheOldest(server, attempt + 1);
	}
}

async function withLimit(
	subject: Subject,
	environment: Record<string, string>,
	run: (server: ServerAddress) => Promise<void>,
): Promise<void> {
	const server = await startServer(subject, {
		...PROTECTION_ENVIRONMENT,
		RATE_LIMIT_PER_SECOND: String(PER_SECOND),
		RATE_LIMIT_BURST: String(BURST),
		...environment,
	});
	try {
		await run(server);
	} finally {
		await server.stop();
	}
}

/** Sent in one go on one connection, so that no time passes in between. */
async function taken(server: ServerAddress, sub: string, requests: number): Promise<Answer[]> {
	const connection = await open(server);
	try {
		const text = request('/me', 'GET', [`Authorization: Bearer ${token({ sub })}`]);
		connection.send(text.repeat(requests));
		const answers = [];
		for (let index = 0; index < requests; index++) answers.push(await connection.answer());
		return answers;
	} finally {
		connection.destroy();
	}
}

function askAs(
	server: ServerAddress,
	sub: string,
	{ fields = [], path = '/me', secret }: { fields?: string[]; path?: string; secret?: string } = {},
): Promise<Answer> {
	const text = token({ sub }, secret === undefined ? {} : { secret });
	return ask(server, path, 'GET', [...fields, `Authorization: Bearer ${text}`]);
}

function isAnswered({ status }: Answer): boolean {
	return status === 200;
}

/** @param bucket that was `full` when the time began */
function expectAnswered(
	what: string,
	answers: readonly Answer[],
	{ least, full, sinceMs }: { least: number; full: number; sinceMs: number },
): void {
	const seconds = (performance.now() - sinceMs) / 1_000;
	const most = Math.max(least, full + Math.floor(seconds * PER_SECOND));
	const answered = answers.filter(isAnswered).length;
	if (answered >= least && answered <= most) return;
	throw new Error(`of ${what} expected ${least} to ${most} to be answered, got ${answered}`);
}
