import type { ProcessCase } from '../contract-case.ts';
import { expectAnswer, expectSame } from '../expect-answer.ts';
import { ask } from '../http-connection.ts';
import { askForItem, expectTrace, NO_ITEM, tracedRule } from './traced-system.ts';

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const PARENT_ID = 'b7ad6b7169203331';
const traceparent = (flags: string, traceId = TRACE_ID): string[] => [
	`traceparent: 00-${traceId}-${PARENT_ID}-${flags}`,
];

/** W3C Trace Context (w3.org/TR/trace-context) 3.2: all zeros, a length, a version and letters that are not allowed. */
const MALFORMED = [
	'traceparent: nonsense',
	`traceparent: 00-${'0'.repeat(32)}-${PARENT_ID}-01`,
	`traceparent: 00-${TRACE_ID}-${'0'.repeat(16)}-01`,
	`traceparent: 00-${TRACE_ID.slice(1)}-${PARENT_ID}-01`,
	`traceparent: ff-${TRACE_ID}-${PARENT_ID}-01`,
	`traceparent: 00-${TRACE_ID.replace('a', 'g')}-${PARENT_ID}-01`,
];

/** What the spans of a request say. */
export const tracedSpanCases: ProcessCase[] = [
	tracedRule('a request is one trace of three spans', async ({ front, receiver, finish }) => {
		await askForItem(front);
		await receiver.untilSpans(3);
		await finish();
		const { server, client, back } = expectTrace(receiver.spans);
		expectSame('the parent of the root', server.parentId, undefined);
		for (const [span, name] of [
			[server, '/relay/{id}'],
			[back, '/items/{id}'],
		] as const) {
			expectSame('the name of a SERVER span', span.name, `GET ${name}`);
			expectSame('its http.route', span.attributes['http.route'], name);
			expectSame('its http.request.method', span.attributes['http.request.method'], 'GET');
			expectSame('its status code', span.attributes['http.response.status_code'], 200);
		}
		for (const { status } of [server, client, back]) expectSame('the status', status, 'unset');
	}),
	tracedRule(
		'an item that is not there is no error of a SERVER span',
		async ({ front, receiver }) => {
			expectAnswer('GET /relay/1001', await ask(front, '/relay/1001'), NO_ITEM);
			await receiver.untilSpans(3);
			const { server, back } = expectTrace(receiver.spans);
			for (const { attributes, status } of [server, back]) {
				expectSame('http.response.status_code', attributes['http.response.status_code'], 404);
				expectSame('the status', status, 'unset');
			}
		},
	),
	tracedRule('a traceparent that comes in is continued', async ({ front, receiver }) => {
		await askForItem(front, traceparent('01'));
		await receiver.untilSpans(3);
		const { server } = expectTrace(receiver.spans);
		expectSame('the id of the trace', server.traceId, TRACE_ID);
		expectSame("the parent of the front's SERVER span", server.parentId, PARENT_ID);
	}),
	tracedRule('a malformed traceparent begins a new trace', async ({ front, receiver }) => {
		for (const [index, field] of MALFORMED.entries()) {
			await askForItem(front, [field]);
			await receiver.untilSpans(3 * (index + 1));
			const { server } = expectTrace(receiver.spans.slice(3 * index));
			expectSame(`the parent after ${field}`, server.parentId, undefined);
			expectSame('a new id', server.traceId === TRACE_ID, false);
		}
	}),
	tracedRule(
		'what a client does not want traced is not, by the back neither',
		async ({ front, receiver, finish }) => {
			await askForItem(front, traceparent('00'));
			await askForItem(front, traceparent('01', TRACE_ID.replace('0', '1')));
			await receiver.untilSpans(3);
			await finish();
			const { server } = expectTrace(receiver.spans);
			expectSame('the trace', server.traceId, TRACE_ID.replace('0', '1'));
		},
	),
	tracedRule(
		'a share of 0 keeps nothing but what a client wants traced',
		async ({ front, receiver, finish }) => {
			for (let time = 0; time < 5; time += 1) await askForItem(front);
			await askForItem(front, traceparent('01'));
			await receiver.untilSpans(3);
			await finish();
			expectSame('the trace', expectTrace(receiver.spans).server.traceId, TRACE_ID);
		},
		{ front: { OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0' } },
	),
	tracedRule('/health is not traced', async ({ front, back, receiver, finish }) => {
		for (const server of [front, back]) await ask(server, '/health');
		await askForItem(front);
		await receiver.untilSpans(3);
		await finish();
		expectTrace(receiver.spans);
	}),
	tracedRule(
		'without an exporter nothing is sent, whatever a client wants',
		async ({ front, receiver, finish }) => {
			await askForItem(front, traceparent('01'));
			await finish();
			expectSame('spans', receiver.spans.length, 0);
		},
		{ both: { OTEL_TRACES_EXPORTER: 'none' } },
	),
];
