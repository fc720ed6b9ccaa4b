import { partsOf } from '../../../src/core/schemas/implementation.ts';
import { workResult } from '../../../src/core/workloads/xorshift.ts';
import type { ProcessCase, ServerAddress } from '../contract-case.ts';
import { errors, expectAnswer, expectSame, helloAnswer } from '../expect-answer.ts';
import { ask, open, request } from '../http-connection.ts';
import { type RecordingPart, sendJson, startRecordingPart } from '../recording-part.ts';
import { startServer } from '../server-under-test.ts';
import { CLIENTS, startLoad } from '../steady-load.ts';
import { findSubject, type Subject } from '../subjects.ts';
import { token } from '../tokens.ts';

const PROTECTED = '/gateway/work?units=5';
const WORK = { status: 200, body: JSON.stringify({ units: 5, result: workResult(5) }) };
const ALLOWED = [`Authorization: Bearer ${token()}`];
const WAIT_MS = 250;
/** For a busy machine, beyond what the gateway may wait for both programs. */
const GRACE_MS = 4_000;
const TRACE = 'traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

/** What becomes of a system when a program of it is slow, down, killed or lied about. */
export const gatewayPartCases: ProcessCase[] = [
	rule(
		'the programs behind learn of the trace, the id and the user, and of nothing that a client claims',
		async (subject) => {
			const [auth, compute] = await Promise.all([startRecordingPart(), startRecordingPart()]);
			auth.answerBy((_request, response) =>
				sendJson(response, { subject: 'user-1', scope: 'read' }),
			);
			await withFront(subject, { AUTH_URL: auth.url, COMPUTE_URL: compute.url }, async (front) => {
				const claims = ['X-User-Id: admin', 'x-user-id: root', 'X-Forwarded-For: 203.0.113.9'];
				const fields = [...ALLOWED, TRACE, 'X-Request-Id: order-17', ...claims];
				const { status } = await ask(front, PROTECTED, 'GET', fields);
				expectSame('the status', status, 200);
			});
			await Promise.all([auth.stop(), compute.stop()]);
			for (const { asked } of [auth, compute]) {
				expectSame('questions', asked.length, 1);
				expectSame('X-Request-Id', asked[0]?.headers['x-request-id'], 'order-17');
				expectSame('X-Forwarded-For', asked[0]?.headers['x-forwarded-for'], '127.0.0.1');
				expectSame(
					'traceparent',
					asked[0]?.headers['traceparent'],
					TRACE.slice('traceparent: '.length),
				);
			}
			const [question] = compute.asked;
			expectSame('X-User-Id', question?.headers['x-user-id'], 'user-1');
			expectSame('Authorization', question?.headers.authorization, undefined);
			expectSame('X-User-Id for auth', auth.asked[0]?.headers['x-user-id'], undefined);
			expectSame('the target', question?.url, '/work?units=5');
		},
	),
	rule(
		'a program that is slow is 504 in time, in its head or its body, and other paths go on',
		async (subject) => {
			const compute = await startRecordingPart();
			await withFront(
				subject,
				{ COMPUTE_URL: compute.url, PART_WAIT_MS: String(WAIT_MS) },
				async (front) => {
					compute.answerBy(() => {});
					await Promise.all([
						expectInTime(front, errors.gatewayTimeout),
						ask(front, '/hello').then((answer) => expectAnswer('GET /hello', answer, helloAnswer)),
					]);
					compute.answerBy((_request, response) => {
						response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 100 });
						response.write('{"units":');
					});
					await expectNoHalf(front, errors.gatewayTimeout);
				},
			);
			await compute.stop();
		},
	),
	rule('a program that is down is 502 in time, and is found again', async (subject) => {
		const compute = await startRecordingPart();
		await withFront(subject, { COMPUTE_URL: compute.url }, async (front) => {
			for (let time = 0; time < 2; time += 1) {
				await expectServed(front, compute);
				await compute.stop();
				await expectInTime(front, errors.badGateway);
				expectAnswer('GET /hello', await ask(front, '/hello'), helloAnswer);
				expectSame('/ready', (await ask(front, '/ready')).status, 200);
				await compute.start();
			}
			await expectServed(front, compute);
		});
		await compute.stop();
	}),
	rule(
		'a program that knows tokens and is down, or names nobody, lets nobody through',
		async (subject) => {
			const [auth, compute] = await Promise.all([startRecordingPart(), startRecordingPart()]);
			const addresses = { AUTH_URL: auth.url, COMPUTE_URL: compute.url };
			await withFront(subject, addresses, async (front) => {
				await auth.stop();
				expectAnswer('work', await ask(front, PROTECTED, 'GET', ALLOWED), errors.badGateway);
				await auth.start();
				for (const named of [undefined, '', 'a\r\nX-User-Id: admin', 'Zoë']) {
					auth.answerBy((_request, response) => sendJson(response, { subject: named }));
					expectAnswer('work', await ask(front, PROTECTED, 'GET', ALLOWED), errors.badGateway);
				}
			});
			expectSame('questions behind', compute.asked.length, 0);
			await Promise.all([auth.stop(), compute.stop()]);
		},
	),
	rule(
		'a question is asked again where a kept connection is closed before the answer begins, and nowhere else',
		askAgain,
	),
	rule(
		'a program killed under load and started again: errors in that moment, and none afterwards',
		killUnderLoad,
	),
];

/** A GET may be repeated (RFC 9110, 9.2.2), but what fails on a new connection would only fail twice. */
async function askAgain(subject: Subject): Promise<void> {
	const compute = await startRecordingPart();
	const sockets = () => new Set(compute.asked.map(({ socket }) => socket));
	await withFront(subject, { COMPUTE_URL: compute.url }, async (front) => {
		await expectServed(front, compute);
		const kept = sockets();
		compute.answerBy((request, response) => {
			if (kept.has(request.socket)) request.socket.destroy();
			else sendJson(response, { units: 5, result: workResult(5) });
		});
		expectAnswer('GET /work, kept ones closed', await ask(front, '/work?units=5'), WORK);

		const before = sockets();
		compute.answerBy(({ socket }) => void socket.destroy());
		expectAnswer('GET /work, all closed', await ask(front, '/work?units=5'), errors.badGateway);
		expectSame('questions on new connections', sockets().difference(before).size, 1);

		await expectServed(front, compute);
		const served = compute.asked.length;
		compute.answerBy(({ socket }, response) => {
			response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 100 });
			response.write('{"units":', () => socket.destroy());
		});
		await expectNoHalf(front, errors.badGateway);
		expectSame('questions whose answer is cut short', compute.asked.length - served, 1);
	});
	await compute.stop();
}

/** The system's own compute program, on a port that its successor takes. */
async function killUnderLoad(subject: Subject): Promise<void> {
	const [, part] =
		partsOf(subject.implementation, subject.variant).find(([name]) => name === 'compute') ?? [];
	if (part === undefined) throw new Error('expected a part named compute, got none');
	const first = await startServer(findSubject(part.subject));
	const url = `http://127.0.0.1:${first.port}`;
	try {
		await withFront(subject, { COMPUTE_URL: url }, async (front) => {
			const load = startLoad(front, request(PROTECTED, 'GET', ALLOWED), WORK);
			await load.untilAnswered(CLIENTS * 5);
			expectSame('answers before', load.wrong().join('; '), '');
			await first.stop();
			await load.untilWrong();
			const second = await startServer(findSubject(part.subject), { PORT: String(first.port) });
			try {
				await load.untilAnswered(CLIENTS * 5);
				const unexpected = load.wrong().filter((status) => status !== 502);
				expectSame('other errors than 502', unexpected.join('; '), '');
				load.forget();
				await load.untilAnswered(CLIENTS * 20);
				expectSame('errors afterwards', load.wrong().join('; '), '');
			} finally {
				await load.stop();
				await second.stop();
			}
		});
	} finally {
		await first.stop();
	}
}

async function expectInTime(front: ServerAddress, expected: typeof WORK): Promise<void> {
	const startedMs = performance.now();
	expectAnswer('GET /work', await ask(front, '/work?units=5'), expected);
	const tookMs = performance.now() - startedMs;
	if (tookMs > WAIT_MS + GRACE_MS)
		throw new Error(`expected ${expected.status} in ${WAIT_MS} ms, it took ${tookMs} ms`);
}

/** Either nothing of it was passed on yet, or the connection ends in the middle: never what looks whole. */
async function expectNoHalf(front: ServerAddress, expected: typeof WORK): Promise<void> {
	const connection = await open(front);
	try {
		connection.send(request('/work?units=5'));
		const answer = await connection.answerOrClosed();
		if (answer !== 'closed') expectAnswer('GET /work', answer, expected);
	} finally {
		connection.destroy();
	}
}

async function expectServed(front: ServerAddress, compute: RecordingPart): Promise<void> {
	compute.answerBy((_request, response) => sendJson(response, { units: 5, result: workResult(5) }));
	// As many at once as connections to lose, so that each kept one is met by somebody afterwards.
	const answers = await Promise.all(
		Array.from({ length: CLIENTS }, () => ask(front, '/work?units=5')),
	);
	for (const answer of answers) expectAnswer('GET /work', answer, WORK);
}

async function withFront(
	subject: Subject,
	environment: Record<string, string>,
	talk: (front: ServerAddress) => Promise<void>,
): Promise<void> {
	const front = await startServer(subject, environment);
	try {
		await talk(front);
	} finally {
		await front.stop();
	}
}

function rule(name: string, run: ProcessCase['run']): ProcessCase {
	return { name: `gateway: ${name}`, workload: 'gateway', run };
}
