/** A worker that lived this long was healthy: its end is an accident, not a pattern. */
const HEALTHY_MS = 10_000;
const FIRST_DELAY_MS = 100;
const MOST_IN_A_ROW = 5;

/**
 * Milliseconds until a worker that died is replaced, doubled for each one in a row that died young;
 * undefined where `restartsInARow` says that it is no use.
 *
 * Restarting at once, which most examples of node:cluster do, turns a bug at start-up into a loop
 * that burns a core and fills the log; a delay gives a dependency the time to come back.
 */
export function restartDelayMs(restartsInARow: number): number | undefined {
	return restartsInARow < MOST_IN_A_ROW ? FIRST_DELAY_MS * 2 ** restartsInARow : undefined;
}

export function wasHealthy(livedMs: number): boolean {
	return livedMs >= HEALTHY_MS;
}
