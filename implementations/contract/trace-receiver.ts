import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { readSpans, type Span } from '../../services/traces/spans.ts';
import type { Subject } from './subjects.ts';

const LONGEST_WAIT_MS = 10_000;
const PROTOBUF = 'application/x-protobuf';

/** Stands for a collector: it keeps the spans that it is sent, and answers when a case lets it. */
export type TraceReceiver = {
	/** For OTEL_EXPORTER_OTLP_ENDPOINT. */
	url: string;
	/** In the order in which they came. */
	spans: Span[];
	/** From now on requests are read and not answered. */
	hold(): void;
	/** Answers them, and those that come. */
	release(): void;
	/** @throws Error in a sentence if fewer come in time, or something that is no export of spans */
	untilSpans(count: number): Promise<void>;
	stop(): Promise<void>;
};

export async function startTraceReceiver(): Promise<TraceReceiver> {
	const spans: Span[] = [];
	const wrong: string[] = [];
	let held: ServerResponse[] | undefined;
	const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
		const { method, url, headers } = request;
		const asked = `${method} ${url} of ${headers['content-type']}`;
		if (asked !== `POST /v1/traces of ${PROTOBUF}`) wrong.push(asked);
		else spans.push(...readSpans(await buffer(request)));
		response.writeHead(200, { 'Content-Type': PROTOBUF, 'Content-Length': 0 });
		if (held) held.push(response);
		else response.end();
	};
	const server = createServer((request, response) => {
		take(request, response).catch((error: Error) => wrong.push(error.message));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		spans,
		hold: () => (held = []),
		release() {
			for (const response of held ?? []) response.end();
			held = undefined;
		},
		async untilSpans(count) {
			const deadlineMs = performance.now() + LONGEST_WAIT_MS;
			while (spans.length < count && wrong.length === 0) {
				if (performance.now() > deadlineMs) {
					throw new Error(`expected ${count} spans in ${LONGEST_WAIT_MS} ms, got ${spans.length}`);
				}
				await sleep(5);
			}
			if (wrong.length > 0) throw new Error(`expected exports of spans, got: ${wrong.join('; ')}`);
		},
		async stop() {
			const closed = new Promise((resolve) => server.close(resolve));
			server.closeAllConnections();
			await closed;
		},
	};
}

/** Started by the first subject that needs it, for all of them. */
let shared: Promise<TraceReceiver> | undefined;

/** Where a subject sends its spans, whether it has any: nothing where it is of another workload. */
export async function traceEnvironment({
	implementation,
}: Subject): Promise<Record<string, string>> {
	// By the program, since a variant that stands behind a front serves no workload by itself.
	if (implementation.workloads['traced'] === undefined) return {};
	shared ??= startTraceReceiver();
	return { OTEL_EXPORTER_OTLP_ENDPOINT: (await shared).url };
}

export async function stopTraceReceiver(): Promise<void> {
	await (await shared)?.stop();
}
