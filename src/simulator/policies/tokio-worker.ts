import { createRing, type Ring } from '../ring.ts';
import { NONE, type Simulation } from '../simulation.ts';

/** One worker thread of Tokio's multi-threaded runtime, and the queue of tasks (our requests) that it owns. */
export type Worker = {
	/** Up to 256 tasks. */
	readonly local: Ring;
	/** The task that was woken last runs next, and no other worker can take it. */
	lifo: number;
	lifoEnabled: boolean;
	lifoPolls: number;
	/** Tasks whose budget was used up. They are woken again when nothing else is left to do. */
	readonly deferred: Ring;
	budget: number;
	searching: boolean;
	tick: number;
	/** The injection queue is looked at first once in so many ticks. */
	injectEvery: number;
	/** Mean time of a poll, exponentially weighted. */
	pollMs: number;
	polls: number;
	pollingSinceMs: number;
};

/** Tokio 1.54, src/runtime/scheduler/multi_thread/queue.rs, `LOCAL_QUEUE_CAPACITY`. */
export const LOCAL_CAPACITY = 256;
/** Tokio 1.54, src/task/coop/mod.rs, `Budget::initial`. */
export const BUDGET = 128;
/** Tokio 1.54, src/runtime/scheduler/multi_thread/worker.rs, `MAX_LIFO_POLLS_PER_TICK`. */
export const LIFO_POLLS = 3;
/** Tokio 1.54, src/runtime/builder.rs: the driver is polled once in so many ticks even when there is work. */
export const EVENT_INTERVAL = 61;

// Tokio 1.54, src/runtime/scheduler/multi_thread/stats.rs. The module's documentation speaks of 10 ms; the code has this.
const TARGET_INJECT_INTERVAL_MS = 0.2;
const TARGET_POLLS = 61;
const MAX_POLLS = 127;
const WEIGHT = 0.1;

export function createWorker(): Worker {
	return {
		local: createRing(LOCAL_CAPACITY),
		lifo: NONE,
		lifoEnabled: true,
		lifoPolls: 0,
		deferred: createRing(),
		budget: BUDGET,
		searching: false,
		tick: 0,
		injectEvery: TARGET_POLLS,
		pollMs: TARGET_INJECT_INTERVAL_MS / TARGET_POLLS,
		polls: 0,
		pollingSinceMs: 0,
	};
}

export function beginPolling(worker: Worker, { nowMs }: Simulation): void {
	worker.pollingSinceMs = nowMs;
	worker.polls = 0;
}

/** `end_processing_scheduled_tasks`: a batch of polls moves the mean as each of them would have. */
export function endPolling(worker: Worker, { nowMs }: Simulation): void {
	if (worker.polls === 0) return;
	const meanMs = (nowMs - worker.pollingSinceMs) / worker.polls;
	const weight = 1 - (1 - WEIGHT) ** worker.polls;
	worker.pollMs = weight * meanMs + (1 - weight) * worker.pollMs;
}

/** `tune_global_queue_interval`: as many polls as take about 200 µs, and no change for a jitter of two. */
export function tuneInjectInterval(worker: Worker): void {
	const polls = Math.floor(TARGET_INJECT_INTERVAL_MS / Math.max(worker.pollMs, 1e-9));
	const tuned = Math.min(Math.max(polls, 2), MAX_POLLS);
	if (Math.abs(worker.injectEvery - tuned) > 2) worker.injectEvery = tuned;
}
