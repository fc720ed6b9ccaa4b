import type { FastifyPluginAsync, onRequestHookHandler } from 'fastify';
import { sendError } from './errors.ts';

/**
 * Requests in flight at once. By Little's law a core that needs 1 ms for each, after a wait of 20 ms, has 21 of them under way
 * when it is just busy; three times as many wait 40 ms at most.
 */
const MOST_IN_FLIGHT = 64;

// #region limit
/**
 * The plugins with a limit before them: what is too many is refused at once, so that those which are answered are answered soon.
 *
 * What is counted is what waits in `await`. While the loop computes it reads nothing, so a server that only computes has one
 * request in flight and never refuses: there the queue is in the sockets, where nobody counts it. For that case
 * @fastify/under-pressure looks at the delay and the utilisation of the event loop instead, once a second unless told otherwise. It would be
 * another rule than the other servers have, and it refuses everybody or nobody until it looks again.
 */
export function limited(plugins: readonly FastifyPluginAsync[]): FastifyPluginAsync {
	return async (scope) => {
		scope.addHook('onRequest', refuseTooMany());
		for (const plugin of plugins) void scope.register(plugin);
	};
}

function refuseTooMany(): onRequestHookHandler {
	let inFlight = 0;
	return (_request, reply, done) => {
		if (inFlight >= MOST_IN_FLIGHT) {
			sendError(reply.header('Retry-After', '1'), 'overloaded');
			return;
		}
		inFlight += 1;
		// Not the hook `onResponse`, which waits for an answer to be sent: a client that hangs up gets none, and
		// would keep its place for good.
		reply.raw.once('close', () => (inFlight -= 1));
		done();
	};
}
// #endregion limit
