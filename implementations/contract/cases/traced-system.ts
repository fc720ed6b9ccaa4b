import { setTimeout as sleep } from 'node:timers/promises';
import type { Span } from '../../../services/traces/spans.ts';
import { partsOf } from '../../../src/core/schemas/implementation.ts';
import type { ProcessCase, ServerAddress } from '../contract-case.ts';
import { expectAnswer, expectSame, type ExpectedAnswer } from '../expect-answer.ts';
import { ask } from '../http-connection.ts';
import { startServer, type ServerUnderTest } from '../server-under-test.ts';
import { startTraceReceiver, type TraceReceiver } from '../trace-receiver.ts';
import type { Subject } from '../subjects.ts';

/** A front and its back that run, and what they send their spans to. */
export type TracedSystem = {
	front: ServerUnderTest;
	back: ServerUnderTest;
	receiver: TraceReceiver;
	/** Ends both, as a supervisor does, so that what they still held back has come. @throws Error unless both exit with 0 in time */
	finish(): Promise<void>;
};

export const ITEM: ExpectedAnswer = { status: 200, body: '{"id":7,"name":"item 7"}' };
export const NO_ITEM: ExpectedAnswer = { status: 404, body: '{"error":"not found"}' };
export const NO_BACK: ExpectedAnswer = { status: 502, body: '{"error":"bad gateway"}' };

/** For a back to answer, and for what is queued to be sent before a process ends. */
export const WAIT_MS = 2_000;
/** For a busy machine. */
export const GRACE_MS = 4_000;

/** Batches leave after 50 ms instead of 5 s, so that a case need not wait. */
const TRACED = {
	OTEL_TRACES_EXPORTER: 'otlp',
	OTEL_TRACES_SAMPLER: 'parentbased_always_on',
	OTEL_BSP_SCHEDULE_DELAY: '50',
};

/** One rule of a system whose requests are traced. Its front and its back are the same program. */
export function tracedRule(
	name: string,
	run: (system: TracedSystem) => Promise<void>,
	environment: { front?: Record<string, string>; both?: Record<string, string> } = {},
): ProcessCase {
	return {
		name: `traced: ${name}`,
		workload: 'traced',
		variants: ['traced'],
		async run(subject) {
			const receiver = await startTraceReceiver();
			const given = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, ...TRACED, ...environment.both };
			const running: ServerUnderTest[] = [];
			const start = async (one: Subject, more: Record<string, string>) => {
				const server = await startServer(one, { ...given, ...more });
				running.push(server);
				return server;
			};
			try {
				const back = await start(backOf(subject), { OTEL_SERVICE_NAME: 'back' });
				const front = await start(subject, {
					STORE_URL: `http://127.0.0.1:${back.port}`,
					OTEL_SERVICE_NAME: 'front',
					...environment.front,
				});
				await run({ front, back, receiver, finish: () => finish([front, back]) });
			} finally {
				receiver.release();
				await Promise.all(running.map((server) => server.stop()));
				await receiver.stop();
			}
		},
	};
}

function backOf(subject: Subject): Subject {
	const [, part] = partsOf(subject.implementation, subject.variant)[0] ?? [];
	if (part === undefined) throw new Error('expected a front with a back, got no part');
	return { ...subject, variant: part.subject.split(':')[1] ?? '' };
}

async function finish(servers: readonly ServerUnderTest[]): Promise<void> {
	for (const server of servers) server.signal('SIGTERM');
	const late = sleep(WAIT_MS + GRACE_MS, 'none in time', { ref: false });
	for (const { exit } of servers) {
		expectSame('the exit status', await Promise.race([exit, late]), 0);
	}
}

export async function askForItem(front: ServerAddress, fields: string[] = []): Promise<void> {
	expectAnswer('GET /relay/7', await ask(front, '/relay/7', 'GET', fields), ITEM);
}

/** The three spans of one request, checked for being one trace. */
export function expectTrace(spans: readonly Span[]) {
	expectSame('spans of one request', spans.length, 3);
	const server = findSpan(spans, 'front', 'server');
	const client = findSpan(spans, 'front', 'client');
	const back = findSpan(spans, 'back', 'server');
	expectSame('ids of traces', new Set(spans.map(({ traceId }) => traceId)).size, 1);
	expectSame("the parent of the front's CLIENT span", client.parentId, server.id);
	expectSame("the parent of the back's SERVER span", back.parentId, client.id);
	return { server, client, back };
}

export function findSpan(spans: readonly Span[], service: string, kind: Span['kind']): Span {
	const found = spans.filter((span) => span.service === service && span.kind === kind);
	expectSame(`${kind} spans of the ${service}`, found.length, 1);
	return found[0] as Span;
}
