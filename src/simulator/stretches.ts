import { happened, type EventLog } from './log.ts';

/** One uninterrupted stretch of a request on a thread. */
export type Stretch = {
	readonly request: number;
	readonly thread: number;
	readonly fromMs: number;
	readonly toMs: number;
};

/** What each thread ran from when to when, in the order in which it ended. */
export function stretchesOf(log: EventLog): Stretch[] {
	const begun = new Map<number, number>();
	const stretches: Stretch[] = [];
	for (let event = 0; event < log.events; event++) {
		const what = log.what[event];
		const thread = log.place[event] as number;
		const toMs = log.atMs[event] as number;
		if (what === happened.started) begun.set(thread, toMs);
		if (what !== happened.stopped && what !== happened.phaseOver) continue;
		const request = log.request[event] as number;
		stretches.push({ request, thread, fromMs: begun.get(thread) ?? toMs, toMs });
	}
	return stretches;
}
