import { FastifyOtelInstrumentation } from '@fastify/otel';
import {
	context,
	propagation,
	type Span,
	SpanKind,
	SpanStatusCode,
	trace,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { FastifyPluginAsync, FastifyPluginCallback, FastifyRequest } from 'fastify';

/** The longest that what is queued may take to be sent before the process ends. */
const FLUSH_MS = 2_000;

/** Asks for something, with the header fields that tell the other side of the trace. */
export type TracedClient = <Answer extends { status: number }>(
	path: string,
	ask: (headers: Record<string, string>) => Promise<Answer>,
) => Promise<Answer>;

// #region tracing
/**
 * Traces requests from here on: `plugins` those that come in, `client` those that go out.
 *
 * Which of them, where spans are sent and how long they are queued the libraries read from OTEL_TRACES_SAMPLER,
 * OTEL_EXPORTER_OTLP_ENDPOINT and OTEL_BSP_SCHEDULE_DELAY by themselves. `@opentelemetry/sdk-node` would do all of this in a
 * call, and metrics, logs and the look-up of the host besides.
 */
export function createTracing(serviceName: string): {
	plugins: [FastifyPluginCallback, FastifyPluginAsync];
	client: TracedClient;
} {
	const provider = new NodeTracerProvider({
		resource: resourceFromAttributes({ 'service.name': serviceName }),
		// In batches, beside the requests. A SimpleSpanProcessor would send each span by itself.
		spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
	});
	// Also the propagator of `traceparent`, and the context that is carried by AsyncLocalStorage: without it a CLIENT span
	// would not know in which request it was asked for.
	provider.register();
	const instrumentation = new FastifyOtelInstrumentation({
		// One span a request. By default each hook and each handler is a span of its own.
		instrumentHooks: false,
		instrumentHandler: false,
		// Probes come each second from several sides, and nobody looks for one of them.
		ignorePaths: ({ url }) => url === '/health' || url === '/ready',
		requestHook: nameByRoute,
	});
	return {
		// Not inside another plugin, which would keep it to its own routes.
		plugins: [instrumentation.plugin(), closing(provider)],
		client: traceQuestion,
	};
}

/** The plugin's own name is `request`, the same for all, and Fastify's route has `:id` where other frameworks have `{id}`. */
function nameByRoute(span: Span, { method, routeOptions }: FastifyRequest): void {
	const route = routeOptions.url?.replace(/:(\w+)/g, '{$1}');
	if (route === undefined) return;
	span.updateName(`${method} ${route}`);
	span.setAttribute('http.route', route);
}

/** A CLIENT span around a question. instrumentation-undici does it for all questions of a process, by diagnostics_channel. */
const traceQuestion: TracedClient = async (path, ask) => {
	const span = trace.getTracer('relay').startSpan('GET', {
		kind: SpanKind.CLIENT,
		attributes: { 'http.request.method': 'GET', 'url.path': path },
	});
	const headers: Record<string, string> = {};
	// Of this span, not of the active one: the other side's SERVER span is its child.
	propagation.inject(trace.setSpan(context.active(), span), headers);
	try {
		const answer = await ask(headers);
		span.setAttribute('http.response.status_code', answer.status);
		// For whoever asked, a refusal is an error too (HTTP semantic conventions, "Status").
		if (answer.status >= 400) span.setStatus({ code: SpanStatusCode.ERROR });
		return answer;
	} catch (error) {
		span.setStatus({ code: SpanStatusCode.ERROR, message: String(error) });
		throw error;
	} finally {
		span.end();
	}
};
// #endregion tracing

/** Runs when the last request in flight has been answered. */
function closing(provider: NodeTracerProvider): FastifyPluginAsync {
	return async (app) => {
		app.addHook('onClose', () => flush(provider));
	};
}

/** What is not sent in time is lost with the process, which has been told to end. */
async function flush(provider: NodeTracerProvider): Promise<void> {
	const { promise: late, resolve } = Promise.withResolvers<void>();
	const timer = setTimeout(resolve, FLUSH_MS);
	await Promise.race([provider.shutdown().catch(() => {}), late]);
	clearTimeout(timer);
}
