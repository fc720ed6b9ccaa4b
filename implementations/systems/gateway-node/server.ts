import { createServer, type Server } from 'node:http';
import { sendError, sendJson, sendMethodNotAllowed, type Handler } from './answers.ts';
import { createGateway } from './gateway.ts';
import { answerHello } from './hello.ts';
import type { Settings } from './settings.ts';
import { isDraining } from './shutdown.ts';

/**
 * An HTTP server that answers `/health`, `/ready` and `/hello` by itself and has the rest answered by the programs behind it.
 * `/ready` does not ask them: were one of them down, a balancer would take away the paths of all.
 */
export function createHttpServer(settings: Settings): Server {
	const routes = new Map<string, Handler>([
		['/health', (_request, response) => sendJson(response, 200, { status: 'ok' })],
		['/ready', answerReady],
		['/hello', answerHello],
	]);
	const findRoute = createGateway(settings);

	const server = createServer(
		{
			// The whole head within 10 s (default 60), the whole request within 30 (default 300). A
			// connection that has sent nothing yet counts from its first moment.
			headersTimeout: 10_000,
			requestTimeout: 30_000,
			// The two above are only looked at this often; the default of 30 s would make 10 s mean up to 40.
			connectionsCheckingInterval: 1_000,
			// Longer than the 60 s for which load balancers usually keep an idle connection: whoever
			// closes first must be the balancer, or it sends a request into a closing connection.
			keepAliveTimeout: 75_000,
			// Request line and headers together; beyond it node:http answers 431 and closes.
			maxHeaderSize: 16 * 1024,
		},
		(request, response) => {
			const path = pathOf(request.url ?? '');
			const handle = routes.get(path) ?? findRoute(path);
			if (handle === undefined) return sendError(response, 'not-found');
			if (request.method === 'GET' || request.method === 'HEAD') return handle(request, response);
			sendMethodNotAllowed(response);
		},
	);
	// node:http closes the surplus connection at once. Without a limit the process runs into its
	// limit of open files instead, and then can accept nothing, not even to say so.
	server.maxConnections = 60_000;
	// No 'clientError' listener: the default answers 400, 408 or 431 and closes, which is what a
	// malformed request deserves. A listener would have to do the same by writing to a raw socket.
	return server;
}

const answerReady: Handler = (_request, response) => {
	if (isDraining()) return sendError(response, 'not-ready');
	sendJson(response, 200, { status: 'ready' });
};

/**
 * The path of a request target, undecoded. Targets that name a host ("absolute form") are what
 * proxies get, and RFC 9112 3.2.2 obliges every server to accept them.
 */
function pathOf(target: string): string {
	const path = target.replace(/^https?:\/\/[^/?]*/i, '');
	const query = path.indexOf('?');
	return query === -1 ? path : path.slice(0, query);
}
