import { createServer, type Server } from 'node:http';
import { createApp } from './app.ts';

/** The application on node's server, with every limit that is open or too wide for strangers. */
export function createHttpServer(): Server {
	// `app.listen()` of most examples makes the same server and leaves its options at their defaults.
	const app = createApp();
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
			maxHeaderSize: 16 * 1024,
		},
		app,
	);
	// node:http closes the surplus connection at once. Without a limit the process runs into its
	// limit of open files instead, and then can accept nothing, not even to say so.
	server.maxConnections = 60_000;
	// Nothing here takes a body, so a client that asks whether to send one is answered at once, which tells it
	// not to (RFC 9110 10.1.1). Without this node:http writes `100 Continue` first; and where the answer is
	// bytes and waits behind another one, it writes it between head and body: Node.js 26.10,
	// lib/_http_outgoing.js, `_send` puts the head before all that waits.
	server.on('checkContinue', app);
	return server;
}
