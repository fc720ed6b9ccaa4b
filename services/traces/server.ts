import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { countSpans } from './spans.ts';

/**
 * Where spans end, in place of a collector with a store behind it: `POST /v1/traces` takes them as OTLP over HTTP in protobuf
 * (opentelemetry.io/docs/specs/otlp, "OTLP/HTTP"), counts them and forgets them. `GET /spans` says how many there were.
 */
export function createTraceSink(): Server {
	let spans = 0;
	const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
		if (request.url === '/spans') return void response.end(JSON.stringify({ spans }));
		if (request.url !== '/v1/traces') return void response.writeHead(404).end();
		if (request.method !== 'POST') return void response.writeHead(405, { Allow: 'POST' }).end();
		if (!isPlainProtobuf(request)) return void response.writeHead(415).end();
		try {
			spans += countSpans(await buffer(request));
		} catch {
			return void response.writeHead(400).end();
		}
		// An empty ExportTraceServiceResponse has no bytes: all of it was taken.
		response.writeHead(200, { 'Content-Type': PROTOBUF, 'Content-Length': 0 }).end();
	};
	// Whoever exports closes first, so that none of its batches meets a closing connection.
	return createServer({ keepAliveTimeout: 600_000 }, (request, response) => {
		void answer(request, response);
	});
}

const PROTOBUF = 'application/x-protobuf';

/** No server here compresses: it would be paid for from the core that is measured. */
function isPlainProtobuf({ headers }: IncomingMessage): boolean {
	return headers['content-type'] === PROTOBUF && headers['content-encoding'] === undefined;
}
