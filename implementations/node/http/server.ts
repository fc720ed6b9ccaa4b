import { createServer, type Server } from 'node:http';
import { sendError, sendJson, sendMethodNotAllowed, type Handler } from './answers.ts';
import { churnIn } from './churn.ts';
import type { Counters } from './counters.ts';
import { answerHello } from './hello.ts';
import type { Sessions } from './sessions.ts';
import { answerCounter, answerPutCounter, answerTimes } from './shared-state.ts';
import { isDraining } from './shutdown.ts';
import { isForSocket, serveSockets } from './sockets.ts';
import { answerItem, answerList, answerPut, answerSummary } from './store.ts';
import { pathOf } from './target.ts';

/** The handlers that differ between the variants, because they compute. */
export type Computing = { prime: Handler; work: Handler; wait: Handler };

/**
 * An HTTP server that answers `/health`, `/ready`, `/hello` and the paths of `computing`: `/hello` is the
 * same in every variant, because nobody hands so little to another thread. `/counters` are where `counters`
 * keeps them. With `sessions`, where one process has all state, it answers `/items`, `/churn` and `/sockets` too, with
 * `cached` `/cached/{key}`. It has every limit that node:http leaves open or too wide for a server that strangers reach.
 */
export function createHttpServer(
	computing: Computing,
	counters: Counters,
	sessions: Sessions | undefined,
	cached?: Handler,
): Server {
	const routes = new Map<string, Route>([
		['/health', { get: (_request, response) => sendJson(response, 200, { status: 'ok' }) }],
		['/ready', { get: answerReady }],
		['/hello', { get: answerHello }],
		['/prime', { get: computing.prime }],
		['/work', { get: computing.work }],
		['/wait', { get: computing.wait }],
		['/counters', { get: answerTimes(counters.read), post: answerTimes(counters.increment) }],
		['/counters/{key}', { get: answerCounter(counters), put: answerPutCounter(counters) }],
	]);
	if (sessions) {
		routes.set('/churn', { get: churnIn(sessions) });
		routes.set('/sockets/echo', { get: answerUpgradeRequired });
		routes.set('/sockets/broadcast', { get: answerUpgradeRequired });
		routes.set('/items', { get: answerList });
		routes.set('/items/summary', { get: answerSummary });
		routes.set('/items/{id}', { get: answerItem, put: answerPut });
	}

	if (cached !== undefined) routes.set('/cached/{key}', { get: cached });

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
			// With a listener for 'upgrade' node:http would leave every request with such a field to it.
			shouldUpgradeCallback: sessions ? isForSocket : () => false,
		},
		(request, response) => {
			const path = pathOf(request.url ?? '');
			const route = routes.get(path) ?? routes.get(patternOf(path));
			if (route === undefined) return sendError(response, 'not-found');
			const handle = handlerOf(route, request.method);
			if (handle !== undefined) return void handle(request, response);
			sendMethodNotAllowed(response, methodsOf(route));
		},
	);
	if (sessions) serveSockets(server);
	// node:http closes the surplus connection at once. Without a limit the process runs into its
	// limit of open files instead, and then can accept nothing, not even to say so.
	server.maxConnections = 60_000;
	// No 'clientError' listener: the default answers 400, 408 or 431 and closes, which is what a
	// malformed request deserves. A listener would have to do the same by writing to a raw socket.
	return server;
}

type Route = { get: Handler; post?: Handler; put?: Handler };

/** The route of a path that ends with an id, or a name that none has. */
function patternOf(path: string): string {
	return PATTERNS.get(path.slice(0, path.lastIndexOf('/'))) ?? '';
}

const PATTERNS = new Map([
	['/items', '/items/{id}'],
	['/counters', '/counters/{key}'],
	['/cached', '/cached/{key}'],
]);

function handlerOf({ get, post, put }: Route, method: string | undefined): Handler | undefined {
	if (method === 'GET' || method === 'HEAD') return get;
	if (method === 'POST') return post;
	return method === 'PUT' ? put : undefined;
}

function methodsOf({ post, put }: Route): string[] {
	return ['GET', 'HEAD', ...(post ? ['POST'] : []), ...(put ? ['PUT'] : [])];
}

const answerUpgradeRequired: Handler = (_request, response) =>
	sendError(response, 'upgrade-required', { Upgrade: 'websocket' });

const answerReady: Handler = (_request, response) => {
	if (isDraining()) return sendError(response, 'not-ready');
	sendJson(response, 200, { status: 'ready' });
};
