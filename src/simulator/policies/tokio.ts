import { popFront, pushBack } from '../ring.ts';
import {
	currentDemandMs,
	currentPhase,
	NONE,
	queued,
	source,
	start,
	type MakePolicy,
} from '../simulation.ts';
import { createBlockingPool } from './tokio-blocking.ts';
import { inject, nextTask, pushLocal, putLocal, search } from './tokio-queues.ts';
import {
	BLOCKING,
	createTokio,
	EVENTS,
	FIRST_LOCAL,
	notify,
	stopSearching,
	workerOf,
	type Tokio,
} from './tokio-state.ts';
import { beginPolling, BUDGET, endPolling, EVENT_INTERVAL, LIFO_POLLS } from './tokio-worker.ts';

/** How many threads may block (Tokio 1.54, src/runtime/builder.rs, `max_blocking_threads`). */
const BLOCKING_THREADS = 512;

/**
 * Tokio 1.54, src/runtime/scheduler/multi_thread: worker.rs, idle.rs, queue.rs. A worker runs a task to its next
 * await; nothing takes it away.
 *
 * Only one worker learns of the network: the one that sleeps on the driver. If it is woken for a single task, it
 * runs that and wakes nobody (`should_notify_others`), and until the task yields nobody looks at the network,
 * however many workers sleep. Left out: what a wake-up costs.
 */
export function tokioRuntime(workers: number, blockingThreads = BLOCKING_THREADS): MakePolicy {
	return (simulation) => {
		const tokio = createTokio(simulation, workers);
		const blocking = createBlockingPool(simulation, workers, blockingThreads, BLOCKING);
		// A worker's first act is to look for work and to go to sleep.
		tokio.workers.forEach((_, w) => run(tokio, w));
		return {
			threads: workers + blockingThreads,
			queues: ['driver', 'injection', 'blocking pool', ...tokio.workers.flatMap(queuesOf)],
			ready(request, why, thread) {
				if (why !== source.woken) hasEvent(tokio, request);
				else if (thread < workers) wokenByOwn(tokio, request, thread);
				else wokenFromOutside(tokio, request);
			},
			offload: (request) => blocking.take(request),
			free(thread) {
				if (thread < workers) afterTask(tokio, thread);
				else blocking.free(thread);
			},
			limit(w, request) {
				pushBack(workerOf(tokio, w).deferred, request);
				queued(simulation, request, FIRST_LOCAL + 3 * w + 2);
				afterTask(tokio, w);
			},
			timer: () => undefined,
		};
	};
}

function queuesOf(_: unknown, w: number): string[] {
	const name = `worker ${w + 1}`;
	return [`local of ${name}`, `LIFO slot of ${name}`, `deferred by ${name}`];
}

/** `wakeDriver` where a worker sleeps on the driver; else the event waits until one looks. */
function hasEvent(tokio: Tokio, request: number): void {
	pushBack(tokio.events, request);
	queued(tokio.simulation, request, EVENTS);
	const w = tokio.driver;
	if (w === NONE) return;
	tokio.driver = NONE;
	wakeUp(tokio, w);
	run(tokio, w);
	settle(tokio);
}

/** By a task of the worker's own, which goes on when the kernel calls `free`. */
function wokenByOwn(tokio: Tokio, request: number, w: number): void {
	if (putLocal(tokio, w, request)) notify(tokio);
}

function wokenFromOutside(tokio: Tokio, request: number): void {
	inject(tokio, request);
	notify(tokio);
	settle(tokio);
}

/** The workers that were woken run, one after the other; each may wake more. */
function settle(tokio: Tokio): void {
	while (tokio.woken.size > 0) run(tokio, popFront(tokio.woken));
}

/** The end of `run_task`: the LIFO slot goes first, within the budget and at most three times in a row. */
function afterTask(tokio: Tokio, w: number): void {
	const worker = workerOf(tokio, w);
	const { lifo } = worker;
	if (lifo !== NONE) worker.lifo = NONE;
	if (lifo !== NONE && worker.budget >= 1) {
		if (++worker.lifoPolls >= LIFO_POLLS) worker.lifoEnabled = false;
		poll(tokio, w, lifo);
	} else {
		if (lifo !== NONE) pushLocal(tokio, w, lifo);
		worker.lifoEnabled = true;
		run(tokio, w);
	}
	settle(tokio);
}

/** `Context::run`: tasks of its own, then others', then sleep. */
function run(tokio: Tokio, w: number): void {
	const worker = workerOf(tokio, w);
	for (;;) {
		worker.tick++;
		if (worker.tick % EVENT_INTERVAL === 0) {
			endPolling(worker, tokio.simulation);
			lookAround(tokio, w);
			beginPolling(worker, tokio.simulation);
		}
		let task = nextTask(tokio, w);
		if (task === NONE) {
			endPolling(worker, tokio.simulation);
			task = search(tokio, w);
			beginPolling(worker, tokio.simulation);
		}
		if (task !== NONE) {
			// The last who searched, and found, wakes another: there may be more.
			if (stopSearching(tokio, worker)) notify(tokio);
			worker.budget = BUDGET;
			worker.lifoPolls = 0;
			poll(tokio, w, task);
			return;
		}
		if (worker.deferred.size > 0) lookAround(tokio, w);
		else if (!sleep(tokio, w)) return;
	}
}

/** Polls a task. Each operation costs one of the budget; a task that needs more gives up the worker when it is used up. */
function poll(tokio: Tokio, w: number, task: number): void {
	const { simulation } = tokio;
	const worker = workerOf(tokio, w);
	worker.polls++;
	const operations = currentPhase(simulation, task)?.operations;
	if (operations === undefined) {
		start(simulation, w, task);
		return;
	}
	const operationMs = currentDemandMs(simulation, task) / operations;
	const left = Math.round((simulation.remainingMs[task] as number) / operationMs);
	start(simulation, w, task, left > worker.budget ? worker.budget * operationMs : Infinity);
	worker.budget = Math.max(0, worker.budget - left);
}

/** `park_internal`: what the driver has, if nobody sleeps on it, and what was deferred. */
function lookAround(tokio: Tokio, w: number): void {
	const worker = workerOf(tokio, w);
	if (tokio.driver === NONE) {
		while (tokio.events.size > 0) putLocal(tokio, w, popFront(tokio.events));
	}
	while (worker.deferred.size > 0) putLocal(tokio, w, popFront(worker.deferred));
	const tasks = Number(worker.lifo !== NONE) + worker.local.size;
	if (!worker.searching && tasks > 1) notify(tokio);
}

/** Lies down, on the driver if nobody does. Says whether it was up again at once. */
function sleep(tokio: Tokio, w: number): boolean {
	tokio.sleepers.push(w);
	if (stopSearching(tokio, workerOf(tokio, w)) && hasWork(tokio)) notify(tokio);
	if (tokio.driver !== NONE || tokio.woken.size > 0) return false;
	if (tokio.events.size > 0) {
		wakeUp(tokio, w);
		return true;
	}
	tokio.driver = w;
	return false;
}

function hasWork({ workers, inject: injected }: Tokio): boolean {
	return injected.size > 0 || workers.some(({ local }) => local.size > 0);
}

/** Up by the driver's events. Only who is woken by another worker begins to search. */
function wakeUp(tokio: Tokio, w: number): void {
	lookAround(tokio, w);
	const worker = workerOf(tokio, w);
	const place = tokio.sleepers.indexOf(w);
	if (place === -1) dropFromWoken(tokio, w);
	else tokio.sleepers.splice(place, 1);
	beginPolling(worker, tokio.simulation);
}

/** It woke itself: it is up already, and searches as if another had. */
function dropFromWoken({ woken }: Tokio, w: number): void {
	for (let left = woken.size; left > 0; left--) {
		const other = popFront(woken);
		if (other !== w) pushBack(woken, other);
	}
}
