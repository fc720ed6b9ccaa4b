import { quickEven } from '../../core/truth/quick-random.ts';
import { createRing, pushBack, type Ring } from '../ring.ts';
import { NONE, type Simulation } from '../simulation.ts';
import { beginPolling, createWorker, type Worker } from './tokio-worker.ts';

/** A multi-threaded runtime: its workers, and what they share. */
export type Tokio = {
	readonly simulation: Simulation;
	readonly workers: readonly Worker[];
	/** Tasks woken from outside the workers. */
	readonly inject: Ring;
	/** Sockets and timers that are ready, and that only who holds the driver can see. */
	readonly events: Ring;
	/** The worker that sleeps on the driver; the others sleep on a condition variable. */
	driver: number;
	readonly sleepers: number[];
	searching: number;
	/** Woken by others, and not yet running. */
	readonly woken: Ring;
	readonly even: () => number;
};

/** The log's numbers of the queues: these, then three a worker. */
export const [EVENTS, INJECT, BLOCKING, FIRST_LOCAL] = [0, 1, 2, 3] as const;

export function createTokio(simulation: Simulation, count: number): Tokio {
	return {
		simulation,
		workers: Array.from({ length: count }, createWorker),
		inject: createRing(),
		events: createRing(),
		driver: NONE,
		sleepers: [],
		searching: 0,
		woken: createRing(),
		even: quickEven(count),
	};
}

export const workerOf = (tokio: Tokio, w: number): Worker => tokio.workers[w] as Worker;

/** Wakes a sleeper, which begins to search; none if one searches already, for that one will find the work. */
export function notify(tokio: Tokio): void {
	if (tokio.searching > 0) return;
	const w = tokio.sleepers.pop();
	if (w === undefined) return;
	const worker = workerOf(tokio, w);
	tokio.searching++;
	worker.searching = true;
	if (tokio.driver === w) tokio.driver = NONE;
	beginPolling(worker, tokio.simulation);
	pushBack(tokio.woken, w);
}

/** At most half of the workers search at once (idle.rs, `transition_worker_to_searching`). */
export function beginSearching(tokio: Tokio, worker: Worker): boolean {
	if (!worker.searching && 2 * tokio.searching < tokio.workers.length) {
		worker.searching = true;
		tokio.searching++;
	}
	return worker.searching;
}

/** Says whether it was the last that searched. */
export function stopSearching(tokio: Tokio, worker: Worker): boolean {
	if (!worker.searching) return false;
	worker.searching = false;
	return --tokio.searching === 0;
}
