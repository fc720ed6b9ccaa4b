import { happened, type EventLog } from './log.ts';
import { NONE } from './simulation.ts';

/** Everything that can be seen at a moment: who runs where, who stands in which queue, who waits. */
export type State = {
	readonly running: readonly number[];
	readonly queues: readonly (readonly number[])[];
	readonly waiting: readonly number[];
	/** Requests that have arrived, and that have been answered. */
	readonly arrived: number;
	readonly finished: number;
};

/** How many events have happened by then; those at that very moment are among them. */
export function eventsBy(log: EventLog, atMs: number): number {
	let low = 0;
	let high = log.events;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((log.atMs[middle] as number) <= atMs) low = middle + 1;
		else high = middle;
	}
	return low;
}

export function stateAt(log: EventLog, atMs: number): State {
	return stateAfter(log, eventsBy(log, atMs));
}

/** The state after the first so many events. */
export function stateAfter(log: EventLog, events: number): State {
	const running: number[] = [];
	const queues: number[][] = [];
	const waiting: number[] = [];
	let [arrived, finished] = [0, 0];
	// Where each request in the system is; one that moves leaves there first.
	const place = new Map<number, number[]>();
	const leave = (request: number) => {
		const from = place.get(request);
		if (from === undefined) return;
		from.splice(from.indexOf(request), 1);
		place.delete(request);
	};
	const enter = (request: number, into: number[]) => {
		leave(request);
		into.push(request);
		place.set(request, into);
	};
	for (let event = 0; event < events; event++) {
		const request = log.request[event] as number;
		const at = log.place[event] as number;
		switch (log.what[event]) {
			case happened.arrived:
				arrived++;
				break;
			case happened.queued:
				enter(request, (queues[at] ??= []));
				break;
			case happened.started:
				leave(request);
				running[at] = request;
				break;
			case happened.stopped:
			case happened.phaseOver:
				running[at] = NONE;
				break;
			case happened.waits:
				enter(request, waiting);
				break;
			case happened.finished:
				leave(request);
				finished++;
				break;
			default:
				throw new RangeError(`Nothing is known of an event ${log.what[event]}.`);
		}
	}
	return { running: dense(running, NONE), queues: dense(queues, []), waiting, arrived, finished };
}

/** Threads and queues that nothing has happened to yet are there all the same. */
function dense<Value>(sparse: readonly Value[], absent: Value): Value[] {
	return Array.from(sparse, (value) => value ?? absent);
}
