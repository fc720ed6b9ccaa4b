import type { ProcessCase, ServerAddress } from '../contract-case.ts';
import { expectAnswer, expectSame } from '../expect-answer.ts';
import { freePort } from '../free-port.ts';
import { ask, request } from '../http-connection.ts';
import { startLoad } from '../steady-load.ts';
import type { TraceReceiver } from '../trace-receiver.ts';
import { expectRefusal } from './start-up.ts';
import {
	askForItem,
	findSpan,
	GRACE_MS,
	ITEM,
	NO_BACK,
	tracedRule,
	WAIT_MS,
} from './traced-system.ts';

/** Less than the specification's 2,048 and 512 ("Batching processor"), so that a busy machine fills them in a moment. */
const QUEUE = 128;
const BATCH = 32;

/** What becomes of requests and of their spans when something does not answer, or ends. */
export const tracedFailureCases: ProcessCase[] = [
	tracedRule(
		'a back that is down is 502, and an error of both spans of the front',
		async ({ front, back, receiver }) => {
			await back.stop();
			await expectBadGateway(front, receiver);
		},
	),
	tracedRule(
		'a back that does not answer is 502 in 2 s, and an error of both spans of the front',
		async ({ front, back, receiver }) => {
			// The system goes on taking connections in its name.
			back.signal('SIGSTOP');
			await expectBadGateway(front, receiver);
		},
	),
	tracedRule(
		'a sink that is down costs no request anything',
		async ({ front, receiver, finish }) => {
			await receiver.stop();
			for (let time = 0; time < 20; time += 1) await askForItem(front);
			await finish();
		},
	),
	tracedRule(
		'a sink that does not answer costs no request anything, and the end 2 s at most',
		async ({ front, receiver, finish }) => {
			receiver.hold();
			for (let time = 0; time < 20; time += 1) await askForItem(front);
			await finish();
		},
	),
	tracedRule(
		'of more spans than the queue holds while the sink does not answer, the rest is dropped',
		async ({ front, receiver, finish }) => {
			receiver.hold();
			const asked = 2 * (QUEUE + 2 * BATCH);
			const load = startLoad(front, request('/items/7'), ITEM);
			await load.untilAnswered(asked);
			await load.stop();
			expectSame('wrong answers', load.wrong().length, 0);
			receiver.release();
			await finish();
			// A batch may be on its way and another be made ready.
			expectBelow('spans that were kept', receiver.spans.length, QUEUE + 2 * BATCH);
			expectBelow('spans that were dropped', BATCH, receiver.spans.length);
		},
		{
			both: {
				OTEL_BSP_MAX_QUEUE_SIZE: String(QUEUE),
				OTEL_BSP_MAX_EXPORT_BATCH_SIZE: String(BATCH),
			},
		},
	),
	tracedRule(
		'SIGTERM sends what is queued',
		async ({ front, receiver, finish }) => {
			for (let time = 0; time < 3; time += 1) await askForItem(front);
			expectSame('spans before', receiver.spans.length, 0);
			await finish();
			expectSame('spans afterwards', receiver.spans.length, 9);
		},
		{ both: { OTEL_BSP_SCHEDULE_DELAY: '60000' } },
	),
	{
		name: 'traced: an exporter without an endpoint is one sentence and exit 1',
		workload: 'traced',
		variants: ['traced'],
		run: async (subject) =>
			expectRefusal(
				subject,
				{
					PORT: String(await freePort()),
					OTEL_TRACES_EXPORTER: 'otlp',
					OTEL_EXPORTER_OTLP_ENDPOINT: '',
				},
				['OTEL_EXPORTER_OTLP_ENDPOINT'],
			),
	},
];

async function expectBadGateway(front: ServerAddress, receiver: TraceReceiver): Promise<void> {
	const startedMs = performance.now();
	expectAnswer('GET /relay/7', await ask(front, '/relay/7'), NO_BACK);
	expectBelow('the time of a 502', performance.now() - startedMs, WAIT_MS + GRACE_MS);
	await receiver.untilSpans(2);
	const [server, client] = (['server', 'client'] as const).map((kind) =>
		findSpan(receiver.spans, 'front', kind),
	);
	expectSame("the status of the front's CLIENT span", client?.status, 'error');
	expectSame("the status of the front's SERVER span", server?.status, 'error');
	expectSame('http.response.status_code', server?.attributes['http.response.status_code'], 502);
}

function expectBelow(what: string, got: number, limit: number): void {
	if (got <= limit) return;
	throw new Error(`${what}: expected at most ${limit}, got ${got}`);
}
