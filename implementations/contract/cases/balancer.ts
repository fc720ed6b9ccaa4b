import { mkdtempSync, readdirSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { partsOf } from '../../../src/core/schemas/implementation.ts';
import { workResult } from '../../../src/core/workloads/xorshift.ts';
import type { ProcessCase, ServerAddress } from '../contract-case.ts';
import { expectAnswer, expectSame, helloAnswer } from '../expect-answer.ts';
import { ask, open, request } from '../http-connection.ts';
import { type RecordingPart, sendJson, startRecordingPart } from '../recording-part.ts';
import { startServer, type ServerUnderTest } from '../server-under-test.ts';
import { CLIENTS, startLoad } from '../steady-load.ts';
import { findSubject, type Subject } from '../subjects.ts';

const PATH = '/work?units=5';
const WORK = { status: 200, body: JSON.stringify({ units: 5, result: workResult(5) }) };
const EACH = 20;

/** What a load balancer is for. Two instances show it; in the first case as many as the variant has. */
export const balancerCases: ProcessCase[] = [
	{
		name: 'balancer: answers as its instances do',
		async run(subject) {
			const front = await startServer(subject);
			try {
				expectAnswer('GET /hello', await ask(front, '/hello'), helloAnswer);
				expectAnswer(`GET ${PATH}`, await ask(front, PATH), WORK);
				expectSame('the status of an unknown path', (await ask(front, '/nothing')).status, 404);
			} finally {
				await endWell(front);
			}
		},
	},
	ofTwo('every instance is asked, on connections that are kept', async (subject) => {
		await withRecorders(subject, async (front, instances) => {
			const load = startLoad(front, request(PATH), { status: 200, body: '{}' });
			await load.untilAnswered(CLIENTS * EACH);
			await load.stop();
			for (const { asked } of instances) {
				const connections = new Set(asked.map(({ socket }) => socket)).size;
				if (asked.length < EACH || connections > 2 * CLIENTS)
					throw new Error(
						`expected ${EACH} requests and more on ${2 * CLIENTS} connections at most, got ${asked.length} on ${connections}`,
					);
			}
		});
	}),
	ofTwo('an instance learns who asked, and nothing that a client claims of it', async (subject) => {
		await withRecorders(subject, async (front, instances) => {
			await ask(front, PATH, 'GET', ['X-Forwarded-For: 203.0.113.9']);
			const [first] = instances.flatMap(({ asked }) => asked);
			expectSame('X-Forwarded-For', first?.headers['x-forwarded-for'], '127.0.0.1');
		});
	}),
	ofTwo('a POST that got no answer is not sent again', async (subject) => {
		await withRecorders(subject, async (front, instances) => {
			for (const one of instances) one.answerBy(({ socket }) => socket.destroy());
			expectSame('the status', (await ask(front, PATH, 'POST')).status, 502);
			expectSame('requests', instances.flatMap(({ asked }) => asked).length, 1);
		});
	}),
	ofTwo('SIGTERM: what is in flight is answered, and nothing is left behind', inFlight),
	ofTwo('instances restarted one after the other under load: no request fails', (subject) =>
		underLoad(subject, async (instance) => {
			instance.signal('SIGTERM');
			await instance.exit;
		}),
	),
	ofTwo('an instance killed under load: no GET fails', (subject) =>
		underLoad(subject, (instance) => instance.stop()),
	),
];

async function inFlight(subject: Subject): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'balancer-'));
	await withRecorders(
		subject,
		async (front, instances) => {
			for (const one of instances) {
				one.answerBy((_request, response) => setTimeout(() => sendJson(response, {}), 300));
			}
			const connection = await open(front);
			connection.send(request(PATH));
			while (instances.every(({ asked }) => asked.length === 0)) await sleep(5);
			front.signal('SIGTERM');
			expectSame('the status', (await connection.answer()).status, 200);
			expectSame('its exit', await front.exit, 0);
			connection.destroy();
		},
		{ TMPDIR: folder },
	);
	expectSame('files left behind', readdirSync(folder).join(), '');
	rmdirSync(folder);
}

/** Ends each instance of the system under load, and starts it again on its port before the next. */
async function underLoad(
	subject: Subject,
	end: (instance: ServerUnderTest) => Promise<void>,
): Promise<void> {
	const parts = partsOf(subject.implementation, subject.variant).map(([, part]) => part);
	const instances = await Promise.all(
		parts.map((part) => startServer(findSubject(part.subject), {})),
	);
	const front = await startServer(subject, addressesOf(subject, instances.map(urlOf)));
	const load = startLoad(front, request(PATH), WORK);
	try {
		await load.untilAnswered(CLIENTS * EACH);
		for (const [index, part] of parts.entries()) {
			const old = instances[index];
			if (old === undefined) continue;
			await end(old);
			await load.untilAnswered(CLIENTS * EACH);
			instances[index] = await startServer(findSubject(part.subject), { PORT: String(old.port) });
			// A rollout waits until the new one is asked again: nginx counts its `fail_timeout` of 1 s in whole seconds, so that
			// it may be two (ngx_http_upstream_get_least_conn_peer).
			await sleep(2_100);
			await load.untilAnswered(CLIENTS * EACH);
		}
		expectSame('requests that failed', load.wrong().join('; '), '');
	} finally {
		await load.stop();
		await endWell(front);
		await Promise.all(instances.map((instance) => instance.stop()));
	}
}

async function withRecorders(
	subject: Subject,
	talk: (front: ServerUnderTest, instances: RecordingPart[]) => Promise<void>,
	environment: Record<string, string> = {},
): Promise<void> {
	const parts = partsOf(subject.implementation, subject.variant);
	const instances = await Promise.all(parts.map(() => startRecordingPart()));
	const addresses = addressesOf(
		subject,
		instances.map(({ url }) => url),
	);
	const front = await startServer(subject, { ...addresses, ...environment });
	for (const { asked } of instances) asked.length = 0;
	try {
		await talk(front, instances);
	} finally {
		await endWell(front);
		await Promise.all(instances.map((instance) => instance.stop()));
	}
}

/** By itself, so that it takes its files with it; else it is killed. */
async function endWell(front: ServerUnderTest): Promise<void> {
	front.signal('SIGTERM');
	await Promise.race([front.exit, sleep(5_000, undefined, { ref: false })]);
	await front.stop();
}

function urlOf({ host, port }: ServerAddress): string {
	return `http://${host}:${port}`;
}

/** What tells the front where they are, in the order of its parts. */
function addressesOf({ implementation, variant }: Subject, urls: readonly string[]) {
	const addresses: Record<string, string> = {};
	for (const [index, [, { address }]] of partsOf(implementation, variant).entries()) {
		const url = urls[index];
		if (url !== undefined) addresses[address] = url;
	}
	return addresses;
}

function ofTwo(name: string, run: ProcessCase['run']): ProcessCase {
	return { name: `balancer: ${name}`, variants: ['two'], run };
}
