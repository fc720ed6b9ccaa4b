import { setTimeout as delay } from 'node:timers/promises';
import { slowedCount } from '../gates/core-speed.ts';
import type { CoreSpeed } from './core-speed.ts';

const readings = 30;
const pauseMs = 100;
/** A window is read before and after: of those that begin and end at such a moment half pass. */
const tolerated = 0.3;

/**
 * Waits for some seconds in which nobody else uses the physical core of the server. Not for a core that is always as slow,
 * which nothing here can tell from a slow core. What the run found in the end is judged by `gates/core-speed.ts`.
 *
 * @param measure the speed of the core just now
 * @param patienceSeconds how long at most; with 0 it is not looked at
 */
export async function waitForOwnCore(
	measure: () => CoreSpeed,
	patienceSeconds: number,
	report: (disturbed: number) => void,
	signal: AbortSignal,
): Promise<void> {
	const deadline = performance.now() + patienceSeconds * 1000;
	while (performance.now() < deadline) {
		const read: CoreSpeed[] = [];
		while (read.length < readings) {
			read.push(measure());
			await delay(pauseMs, undefined, { signal });
		}
		const disturbed = slowedCount(read) / readings;
		if (disturbed <= tolerated) return;
		report(disturbed);
	}
}
