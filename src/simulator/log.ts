/** What can happen to a request. */
export const happened = {
	arrived: 0,
	/** Put at the end of queue `place`. */
	queued: 1,
	/** Thread `place` begins or goes on with it. */
	started: 2,
	/** Thread `place` was taken from it before its phase was over. */
	stopped: 3,
	/** Its phase on thread `place` is over. */
	phaseOver: 4,
	waits: 5,
	finished: 6,
} as const;

/** Everything that happened, in order of time. Written once by a simulation, then only read. */
export type EventLog = {
	readonly events: number;
	readonly atMs: Float64Array;
	readonly what: Uint8Array;
	readonly request: Int32Array;
	/** Thread or queue; -1 where there is none. */
	readonly place: Int16Array;
};

/** A log that is being written. */
export type Recorder = { -readonly [Field in keyof EventLog]: EventLog[Field] };

export function createRecorder(capacity = 1024): Recorder {
	return {
		events: 0,
		atMs: new Float64Array(capacity),
		what: new Uint8Array(capacity),
		request: new Int32Array(capacity),
		place: new Int16Array(capacity),
	};
}

export function record(
	log: Recorder,
	atMs: number,
	what: number,
	request: number,
	place: number,
): void {
	if (log.events === log.atMs.length) grow(log);
	const at = log.events++;
	log.atMs[at] = atMs;
	log.what[at] = what;
	log.request[at] = request;
	log.place[at] = place;
}

/** The log without the room it has left. */
export function closeLog(log: Recorder): EventLog {
	const { events } = log;
	return {
		events,
		atMs: log.atMs.slice(0, events),
		what: log.what.slice(0, events),
		request: log.request.slice(0, events),
		place: log.place.slice(0, events),
	};
}

function grow(log: Recorder): void {
	const longer = createRecorder(2 * log.atMs.length);
	longer.atMs.set(log.atMs);
	longer.what.set(log.what);
	longer.request.set(log.request);
	longer.place.set(log.place);
	Object.assign(log, longer, { events: log.events });
}
