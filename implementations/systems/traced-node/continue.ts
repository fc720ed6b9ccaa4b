import type { Server } from 'node:http';

/**
 * Handles a request that waits for `100 Continue` when it is its turn, and sends that first.
 *
 * node:http does both at once. Behind a request that is not answered yet, the `100 Continue` waits with
 * the answer to its own request; and when that is bytes, as an echo is, its head is put before all that
 * waits and its body after: the client reads `HTTP/1.1 100` for the first bytes of the body (Node.js
 * 26.10, lib/_http_outgoing.js, `_send`).
 */
export function continueInTurn(server: Server): void {
	server.on('checkContinue', (request, response) => {
		const handle = (): void => {
			response.writeContinue();
			server.emit('request', request, response);
		};
		// An answer has the socket while it is its turn.
		if (response.socket === null) response.once('socket', handle);
		else handle();
	});
}
