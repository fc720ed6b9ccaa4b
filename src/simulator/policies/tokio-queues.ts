import { popFront, pushBack } from '../ring.ts';
import { NONE, queued } from '../simulation.ts';
import { beginSearching, FIRST_LOCAL, INJECT, workerOf, type Tokio } from './tokio-state.ts';
import { LOCAL_CAPACITY, tuneInjectInterval } from './tokio-worker.ts';

/** Into the LIFO slot, and who was there to the end of the queue. Says whether others might help. */
export function putLocal(tokio: Tokio, w: number, task: number): boolean {
	const worker = workerOf(tokio, w);
	if (!worker.lifoEnabled) {
		pushLocal(tokio, w, task);
		return true;
	}
	const displaced = worker.lifo;
	worker.lifo = task;
	queued(tokio.simulation, task, FIRST_LOCAL + 3 * w + 1);
	if (displaced !== NONE) pushLocal(tokio, w, displaced);
	return displaced !== NONE;
}

/** A full queue gives half of its tasks, and the new one, to the injection queue. */
export function pushLocal(tokio: Tokio, w: number, task: number): void {
	const { local } = workerOf(tokio, w);
	if (local.size < LOCAL_CAPACITY) {
		pushBack(local, task);
		queued(tokio.simulation, task, FIRST_LOCAL + 3 * w);
		return;
	}
	for (let moved = 0; moved < LOCAL_CAPACITY / 2; moved++) inject(tokio, popFront(local));
	inject(tokio, task);
}

export function inject(tokio: Tokio, task: number): void {
	pushBack(tokio.inject, task);
	queued(tokio.simulation, task, INJECT);
}

/** `next_task`: its own first, but the injection queue's once in so many ticks. */
export function nextTask(tokio: Tokio, w: number): number {
	const worker = workerOf(tokio, w);
	if (worker.tick % worker.injectEvery === 0) {
		tuneInjectInterval(worker);
		return tokio.inject.size > 0 ? popFront(tokio.inject) : takeLocal(tokio, w);
	}
	const own = takeLocal(tokio, w);
	if (own !== NONE || tokio.inject.size === 0) return own;
	const share = Math.floor(tokio.inject.size / tokio.workers.length) + 1;
	const batch = Math.min(tokio.inject.size, share, LOCAL_CAPACITY / 2);
	const first = popFront(tokio.inject);
	for (let taken = 1; taken < batch; taken++) pushLocal(tokio, w, popFront(tokio.inject));
	return first;
}

function takeLocal(tokio: Tokio, w: number): number {
	const worker = workerOf(tokio, w);
	const { lifo } = worker;
	worker.lifo = NONE;
	if (lifo !== NONE) return lifo;
	return worker.local.size > 0 ? popFront(worker.local) : NONE;
}

/** `steal_work`: half of another's queue, from a random one on; never its LIFO slot. */
export function search(tokio: Tokio, w: number): number {
	if (!beginSearching(tokio, workerOf(tokio, w))) return NONE;
	const { workers, even } = tokio;
	const first = Math.floor(even() * workers.length);
	for (let step = 0; step < workers.length; step++) {
		const other = (first + step) % workers.length;
		const { local } = workerOf(tokio, other);
		if (other === w || local.size === 0) continue;
		const half = local.size - Math.floor(local.size / 2);
		for (let taken = 1; taken < half; taken++) pushLocal(tokio, w, popFront(local));
		return popFront(local);
	}
	return tokio.inject.size > 0 ? popFront(tokio.inject) : NONE;
}
