import type { Server } from 'node:http';
import type { Socket } from 'node:net';

let draining = false;

/** True from the first SIGTERM or SIGINT: answers then close their connection. */
export function isDraining(): boolean {
	return draining;
}

/**
 * On SIGTERM or SIGINT: takes no new connection, answers what is in flight, runs `afterwards`,
 * exits with 0; with 1 if that takes longer than `seconds`.
 */
export function drainOnSignal(
	server: Server,
	seconds: number,
	afterwards: () => Promise<void> = async () => {},
): void {
	const silent = trackSilentConnections(server);

	const drain = (): void => {
		// A second signal while draining, e.g. Ctrl-C sent to the whole process group, changes nothing.
		if (draining) return;
		draining = true;

		// unref: this timer alone must not keep a process alive that has finished.
		setTimeout(() => {
			process.stderr.write(`requests were still in flight after ${seconds} s of shutting down\n`);
			process.exit(1);
		}, seconds * 1_000).unref();

		afterOneMoreTurn(() => {
			// close() ends idle keep-alive connections itself (since Node 19), but leaves those on which
			// no request ever came: browsers and balancers open them ahead of need.
			server.close(() => void afterwards().then(() => process.exit(0)));
			for (const socket of silent) if (socket.bytesRead === 0) socket.destroy();
		});
	};
	process.on('SIGTERM', drain);
	process.on('SIGINT', drain);
}

/**
 * Runs `action` once everything that had arrived by now has been read.
 *
 * While a request computes on the loop, others wait unread in the kernel, on connections that
 * node:http therefore takes for idle; closing at once would cut them off unanswered. setImmediate
 * runs after the loop's poll phase: between the two of them lies one whole phase of reading.
 */
function afterOneMoreTurn(action: () => void): void {
	setImmediate(() => setImmediate(action));
}

function trackSilentConnections(server: Server): Set<Socket> {
	const silent = new Set<Socket>();
	server.on('connection', (socket: Socket) => {
		silent.add(socket);
		// Not on 'data': a listener for it would take the socket off node:http's fast path.
		socket.once('close', () => silent.delete(socket));
	});
	server.on('request', (request) => silent.delete(request.socket));
	return silent;
}
