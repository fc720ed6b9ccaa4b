import { PbfWriter } from 'pbf';
import { beforeAll, describe, expect, test } from 'vitest';
import { startTraceSink, type TraceSink } from './service.ts';
import { countSpans, readSpans } from './spans.ts';

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const SERVER = 2;

describe('the sink of spans', () => {
	let sink: TraceSink;

	beforeAll(async () => {
		sink = await startTraceSink();
		return () => sink.stop();
	});

	test('counts the spans of all scopes of all requests, and says so', async () => {
		expect(await sink.spans()).toBe(0);
		const answers = await Promise.all([exported([1]), exported([3, 2])].map((body) => post(body)));
		expect(answers.map(({ status }) => status)).toEqual([200, 200]);
		expect(answers[0]?.headers.get('content-type')).toBe('application/x-protobuf');
		expect(await sink.spans()).toBe(6);
	});

	test.for<[what: string, status: number, body: Uint8Array, headers: Record<string, string>]>([
		['no protobuf', 415, exported([1]), { 'Content-Type': 'application/json' }],
		['compressed', 415, exported([1]), { 'Content-Encoding': 'gzip' }],
		['no message of OTLP', 400, new TextEncoder().encode('{"spans":1}'), {}],
		['cut off', 400, exported([1]).subarray(0, -3), {}],
	])('counts nothing of a request that is %s', async ([, status, body, headers]) => {
		const before = await sink.spans();
		expect((await post(body, headers)).status).toBe(status);
		expect(await sink.spans()).toBe(before);
	});

	function post(body: Uint8Array, headers: Record<string, string> = {}): Promise<Response> {
		return fetch(`${sink.url}/v1/traces`, {
			method: 'POST',
			body: Buffer.from(body),
			headers: { 'Content-Type': 'application/x-protobuf', ...headers },
		});
	}
});

test('what a span says is read', () => {
	const root = { ...expectedSpan(0), parentId: undefined, attributes: {} };
	expect(readSpans(exported([2]))).toEqual([root, { ...expectedSpan(1), parentId: root.id }]);
});

test('an empty request has no spans', () => {
	expect(countSpans(new Uint8Array())).toBe(0);
	expect(readSpans(new Uint8Array())).toEqual([]);
});

function expectedSpan(index: number) {
	return {
		traceId: TRACE_ID,
		id: idOf(index).toString('hex'),
		name: 'GET /items/{id}',
		kind: 'server',
		attributes: { 'http.route': '/items/{id}', 'http.response.status_code': 200, cached: true },
		status: index === 0 ? 'unset' : 'error',
		service: 'back',
	};
}

/** An ExportTraceServiceRequest with as many spans in each scope; each but the first is its predecessor's child. */
function exported(scopes: number[]): Uint8Array {
	const writer = new PbfWriter();
	writer.writeMessage(
		1,
		(_, resourceSpans) => {
			resourceSpans.writeMessage(
				1,
				(_, resource) => attribute(1, resource, 'service.name', 'back'),
				0,
			);
			for (const spans of scopes) {
				resourceSpans.writeMessage(
					2,
					(_, scope) => {
						for (let index = 0; index < spans; index += 1) scope.writeMessage(2, writeSpan, index);
					},
					0,
				);
			}
		},
		0,
	);
	return writer.finish();
}

function writeSpan(index: number, span: PbfWriter): void {
	span.writeBytesField(1, Buffer.from(TRACE_ID, 'hex'));
	span.writeBytesField(2, idOf(index));
	if (index > 0) span.writeBytesField(4, idOf(index - 1));
	span.writeStringField(5, 'GET /items/{id}');
	span.writeVarintField(6, SERVER);
	if (index === 0) return;
	attribute(9, span, 'http.route', '/items/{id}');
	attribute(9, span, 'http.response.status_code', 200);
	attribute(9, span, 'cached', true);
	span.writeMessage(15, (_, status) => status.writeVarintField(3, 2), 0);
}

function attribute(field: number, writer: PbfWriter, key: string, value: unknown): void {
	writer.writeMessage(
		field,
		(_, keyValue) => {
			keyValue.writeStringField(1, key);
			keyValue.writeMessage(
				2,
				(_inner, any) => {
					if (typeof value === 'string') any.writeStringField(1, value);
					else if (typeof value === 'boolean') any.writeBooleanField(2, value);
					else any.writeVarintField(3, Number(value));
				},
				0,
			);
		},
		0,
	);
}

function idOf(index: number): Buffer {
	return Buffer.from([1, 2, 3, 4, 5, 6, 7, index]);
}
