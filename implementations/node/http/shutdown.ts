import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** The listener is closed after so long without a new connection or request ... */
const QUIET_MS = 50;
/** ... or after so long in any case: balancers may go on sending until they notice. */
const LONGEST_WAIT_FOR_QUIET_MS = 1_000;

let draining = false;
const drained: (() => void)[] = [];

/** True from the first SIGTERM or SIGINT: `/ready` is then 503, and answers end their connection. */
export function isDraining(): boolean {
	return draining;
}

/** Runs `action` when draining begins: for connections that are no requests, and would never end by themselves. */
export function whenDraining(action: () => void): void {
	drained.push(action);
}

/** Drains on SIGTERM or SIGINT. */
export function drainOnSignal(
	server: Server,
	seconds: number,
	afterwards?: () => Promise<void>,
): void {
	const onSignal = (drain: () => void): void => {
		process.on('SIGTERM', drain);
		process.on('SIGINT', drain);
	};
	drainOn(onSignal, server, seconds, afterwards);
}

/**
 * Once told to by what `subscribe` listens to: answers what is in flight, takes nothing new, runs `afterwards`, exits with
 * 0; with 1 if that takes longer than `seconds`.
 */
export function drainOn(
	subscribe: (drain: () => void) => void,
	server: Server,
	seconds: number,
	afterwards: () => Promise<void> = async () => {},
): void {
	const traffic = watch(server);

	const drain = (): void => {
		// A second signal while draining, e.g. Ctrl-C sent to the whole process group, changes nothing.
		if (draining) return;
		draining = true;
		for (const action of drained) action();

		// unref: this timer alone must not keep a process alive that has finished.
		setTimeout(() => {
			process.stderr.write(`requests were still in flight after ${seconds} s of shutting down\n`);
			process.exit(1);
		}, seconds * 1_000).unref();

		onceQuiet(traffic, () => {
			// close() ends idle keep-alive connections itself (since Node 19), but not those on which
			// nothing ever came (Node 24 leaves them, 26 does not): balancers open them ahead of need.
			server.close(() => void afterwards().then(() => process.exit(0)));
			for (const socket of traffic.silent) if (socket.bytesRead === 0) socket.destroy();
		});
	};
	subscribe(drain);
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
