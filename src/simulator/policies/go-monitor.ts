/** What Go's monitor thread `sysmon` knows of each P, and how long it sleeps between two looks. */
export type Monitor = {
	/** Not looking at all, because no P runs anything. */
	asleep: boolean;
	looksInVain: number;
	lastPollMs: number;
	sleepMs(): number;
	/** Whether the P was in the same slice at a look 10 ms ago or more. */
	hasHadItsSlice(p: number, tick: number, nowMs: number): boolean;
};

/** `forcePreemptNS` of Go 1.26, src/runtime/proc.go. */
export const SLICE_MS = 10;

const SHORTEST_SLEEP_MS = 0.02;
const LONGEST_SLEEP_MS = 10;
/** Looks without a P taken from a system call before the sleep doubles. */
const PATIENCE = 50;
/** Linux wakes a sleeper up to so much later, unless told otherwise: timer slack, prctl(2), PR_SET_TIMERSLACK. */
const TIMER_SLACK_MS = 0.05;

/**
 * The slice ends at the second look that finds the goroutine still there, and when the monitor has long been
 * looking, looks are 10 ms apart: so a slice lasts 10 to 20 ms, not 10 (Go 1.26, `sysmon` and `retake`).
 */
export function createMonitor(processors: number): Monitor {
	const seenTick = new Int32Array(processors).fill(-1);
	const seenAtMs = new Float64Array(processors);
	return {
		asleep: true,
		looksInVain: 0,
		lastPollMs: 0,
		sleepMs() {
			const doublings = Math.max(0, this.looksInVain++ - PATIENCE);
			const sleepMs = SHORTEST_SLEEP_MS * 2 ** Math.min(doublings, 16);
			return Math.min(sleepMs, LONGEST_SLEEP_MS) + TIMER_SLACK_MS;
		},
		hasHadItsSlice(p, tick, nowMs) {
			if (seenTick[p] !== tick) {
				seenTick[p] = tick;
				seenAtMs[p] = nowMs;
				return false;
			}
			return (seenAtMs[p] as number) + SLICE_MS <= nowMs;
		},
	};
}
