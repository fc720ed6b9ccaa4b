import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** The listener is closed after so long without a new connection or request ... */
const QUIET_MS = 50;
/** ... or after so long in any case: balancers may go on sending until they notice. */
const LONGEST_WAIT_FOR_QUIET_MS = 1_000;

let draining = false;

/** True from the first SIGTERM or SIGINT: `/ready` is then 503, and answers end their connection. */
export function isDraining(): boolean {
	return draining;
}

/**
 * On SIGTERM or SIGINT: answers what is in flight, takes nothing new, closes `app` with what its plugins
 * hold, exits with 0; with 1 if that takes longer than `seconds`. The package close-with-grace, which
 * Fastify's documentation names, does the same but for the quiet moment before.
 */
export function drainOnSignal(app: FastifyInstance, seconds: number): void {
	const traffic = watch(app.server);

	const drain = (): void => {
		// A second signal while draining, e.g. Ctrl-C sent to the whole process group, changes nothing.
		if (draining) return;
		draining = true;

		// unref: this timer alone must not keep a process alive that has finished.
		setTimeout(() => {
			process.stderr.write(`requests were still in flight after ${seconds} s of shutting down\n`);
			process.exit(1);
		}, seconds * 1_000).unref();

		onceQuiet(traffic, () => {
			// close() ends idle keep-alive connections itself (since Node 19), but not those on which
			// nothing ever came (Node 24 leaves them, 26 does not): balancers open them ahead of need.
			void app.close().then(() => process.exit(0));
			for (const socket of traffic.silent) if (socket.bytesRead === 0) socket.destroy();
		});
	};
	process.on('SIGTERM', drain);
	process.on('SIGINT', drain);
}

type Traffic = {
	/** Connections and requests so far. */
	arrivals: number;
	/** Connections that have not brought a request yet. */
	silent: Set<Socket>;
};

function watch(server: Server): Traffic {
	const traffic: Traffic = { arrivals: 0, silent: new Set() };
	server.on('connection', (socket: Socket) => {
		traffic.arrivals += 1;
		traffic.silent.add(socket);
		// Not on 'data': a listener for it would take the socket off node:http's fast path.
		socket.once('close', () => traffic.silent.delete(socket));
	});
	server.on('request', (request) => {
		traffic.arrivals += 1;
		traffic.silent.delete(request.socket);
	});
	return traffic;
}

/**
 * Runs `action` once nothing has arrived for a while.
 *
 * Most servers call close() at once, and cut clients off that the kernel has accepted and the
 * process has not seen: libuv takes one connection a turn of the loop (since 1.45, pull request
 * 3696), so while one request computes others wait in the backlog, and more wait unread on
 * connections that node:http takes for idle. Timers run after the loop's poll phase; one that finds
 * nothing new has seen it come back empty.
 */
function onceQuiet(traffic: Traffic, action: () => void): void {
	const deadlineMs = performance.now() + LONGEST_WAIT_FOR_QUIET_MS;
	const look = (arrivalsBefore: number): void => {
		const quiet = traffic.arrivals === arrivalsBefore;
		if (quiet || performance.now() >= deadlineMs) return action();
		setTimeout(look, QUIET_MS, traffic.arrivals);
	};
	setTimeout(look, QUIET_MS, traffic.arrivals);
}
