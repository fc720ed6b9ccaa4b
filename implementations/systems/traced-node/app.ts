import fastify, {
	type FastifyInstance,
	type FastifyPluginAsync,
	type FastifyPluginCallback,
	type FastifyReply,
} from 'fastify';
import { answerClientError } from './client-errors.ts';
import { continueInTurn } from './continue.ts';
import { answerError, sendError } from './errors.ts';
import { helloRoutes } from './hello.ts';
import { refuseOtherMethods, refuseOtherPaths } from './refusals.ts';
import { isDraining } from './shutdown.ts';

type Plugin = FastifyPluginAsync | FastifyPluginCallback;

/**
 * A Fastify application with the plugins given, and then what every server here has, with every limit that
 * Fastify and node:http leave open or too wide for a server that strangers reach.
 */
export function createApp(plugins: readonly Plugin[]): FastifyInstance {
	const app = fastify({
		// pino is quick, but a line for each request would be measured along with it; the other servers
		// write none. Off is Fastify's default.
		logger: false,
		http: {
			// The whole head within 10 s (node's default 60). Both limits are only looked at this often; the
			// default of 30 s would make 10 s mean up to 40.
			headersTimeout: 10_000,
			connectionsCheckingInterval: 1_000,
			maxHeaderSize: 16 * 1024,
		},
		// The whole request within 30 s. Fastify's 0 is no limit: "must be set to a non-zero value (e.g.
		// 120 seconds) ... in case the server is deployed without a reverse proxy" (Reference/Server.md).
		requestTimeout: 30_000,
		// Longer than the 60 s for which load balancers usually keep an idle connection: whoever closes
		// first must be the balancer, or it sends a request into a closing connection. Fastify has 72 s.
		keepAliveTimeout: 75_000,
		bodyLimit: 1_048_576,
		// Requests that come on open connections while the server drains are answered, as in the other
		// servers; `/ready` says 503 by itself. Fastify would refuse all of them, in words of its own.
		return503OnClosing: false,
		// What the router cannot read (`/%zz`, a segment of 101 characters) is a path that is not there.
		frameworkErrors: (_error, _request, reply) => {
			setHead(reply);
			sendError(reply, 'not-found');
		},
		clientErrorHandler: answerClientError,
	});
	// node:http closes the surplus connection at once. Without a limit the process runs into its limit
	// of open files instead, and then can accept nothing, not even to say so.
	app.server.maxConnections = 60_000;
	continueInTurn(app.server);
	// Fastify parses text too. Nothing here takes it, so it is the wrong media type: 415.
	app.removeContentTypeParser('text/plain');
	app.setErrorHandler(answerError);
	app.addHook('onSend', (_request, reply, payload, done) => {
		setHead(reply);
		done(null, payload);
	});

	const otherMethods = refuseOtherMethods(app);
	// Loaded in this order when the server listens; what a plugin adds, hooks too, stays inside it.
	for (const plugin of [...plugins, healthRoutes, helloRoutes, otherMethods, refuseOtherPaths])
		void app.register(plugin);
	return app;
}

/** The fields of every answer, set when its body is ready. */
function setHead(reply: FastifyReply): void {
	// Fastify adds `; charset=utf-8`, a parameter that JSON does not have (RFC 8259, 11).
	reply.type('application/json');
	// Asked now, not when the request came: a request in flight at SIGTERM ends its connection too.
	if (isDraining()) reply.header('Connection', 'close');
}

const healthRoutes: FastifyPluginAsync = async (app) => {
	app.get('/health', () => ({ status: 'ok' }));
	app.get('/ready', (_request, reply) =>
		isDraining() ? sendError(reply, 'not-ready') : { status: 'ready' },
	);
};
