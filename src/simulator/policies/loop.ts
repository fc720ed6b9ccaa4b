import { createRing, popFront, pushBack, type Ring } from '../ring.ts';
import { NONE, queued, source, start, type MakePolicy, type Simulation } from '../simulation.ts';

/** One event loop on one thread, and the thread pool behind it. */
export type Loop = {
	readonly thread: number;
	readonly poolThreads: number;
	/** In the log's numbers: this queue is the callbacks due, the next the sockets, the timers, the pool. */
	readonly firstQueue: number;
	polling: boolean;
	/** Callbacks of the phase that the loop is in. */
	readonly due: Ring;
	readonly sockets: Ring;
	readonly timers: Ring;
	readonly pool: Ring;
};

/** What the queues of a loop are called, in the order of their numbers. */
export const loopQueues = ['callbacks due', 'ready sockets', 'expired timers', 'pool queue'];

const [DUE, SOCKETS, TIMERS, POOL] = [0, 1, 2, 3] as const;

/** libuv starts four threads unless UV_THREADPOOL_SIZE says otherwise (libuv 1.52.1, src/threadpool.c). */
export const POOL_THREADS = 4;

/**
 * libuv's loop, as Node.js runs it (libuv 1.52.1, src/unix/core.c, `uv_run`): poll for I/O, then timers, and
 * around again. A phase takes what is ready when it begins, and each callback runs to its end. The phases
 * without requests of ours (pending, idle, prepare, check, closing) are left out; so is the limit of 1,024
 * sockets a call of `epoll_wait`.
 */
export function loop(): MakePolicy {
	return (simulation) => {
		const only = createLoop(0, 0, 0);
		return { ...ofLoops(simulation, [only], () => only), queues: loopQueues, threads: 1 };
	};
}

export function createLoop(thread: number, poolThreads: number, firstQueue: number): Loop {
	const [due, sockets, timers, pool] = [createRing(), createRing(), createRing(), createRing()];
	return { thread, poolThreads, firstQueue, polling: true, due, sockets, timers, pool };
}

/** The policy of loops side by side, each on `1 + poolThreads` threads from its own on. */
export function ofLoops(
	simulation: Simulation,
	loops: readonly Loop[],
	loopOf: (request: number) => Loop,
) {
	const threadsEach = 1 + (loops[0]?.poolThreads ?? NONE);
	return {
		ready(request: number, why: number, thread: number) {
			// Promises run before the loop takes its next callback (Node.js 26, lib/internal/process/task_queues.js).
			const one = loopOf(request);
			if (thread === one.thread) start(simulation, thread, request);
			else makeReady(simulation, one, request, why);
		},
		offload: (request: number) => offload(simulation, loopOf(request), request),
		free(thread: number) {
			const one = loops[Math.floor(thread / threadsEach)] as Loop;
			if (thread === one.thread) next(simulation, one);
			else if (one.pool.size > 0) start(simulation, thread, popFront(one.pool));
		},
		limit: () => undefined,
		timer: () => undefined,
	};
}

function makeReady(simulation: Simulation, one: Loop, request: number, why: number): void {
	// A pool's result comes as a socket does: it writes to a descriptor that the loop polls (`uv_async_send`).
	const isTimer = why === source.timer;
	pushBack(isTimer ? one.timers : one.sockets, request);
	queued(simulation, request, one.firstQueue + (isTimer ? TIMERS : SOCKETS));
	if (simulation.running[one.thread] === NONE) next(simulation, one);
}

/** The next callback of this phase, or of the first phase after it that has one. */
function next(simulation: Simulation, one: Loop): void {
	for (let phases = 0; one.due.size === 0; phases++) {
		if (phases === 2) return;
		one.polling = !one.polling;
		const begun = one.polling ? one.sockets : one.timers;
		for (let left = begun.size; left > 0; left--) {
			const request = popFront(begun);
			pushBack(one.due, request);
			queued(simulation, request, one.firstQueue + DUE);
		}
	}
	start(simulation, one.thread, popFront(one.due));
}

function offload(simulation: Simulation, one: Loop, request: number): boolean {
	if (one.poolThreads === 0) return false;
	for (let thread = one.thread + 1; thread <= one.thread + one.poolThreads; thread++) {
		if (simulation.running[thread] !== NONE) continue;
		start(simulation, thread, request);
		return true;
	}
	pushBack(one.pool, request);
	queued(simulation, request, one.firstQueue + POOL);
	return true;
}
