import { setTimeout as delay } from 'node:timers/promises';
import { coreSpeed as gate } from '../../src/core/gates/machine.ts';
import { slowdownOf } from '../gates/core-speed.ts';
import type { CoreSpeed } from './core-speed.ts';

const readings = 30;
const pauseMs = 100;
/** A window is read before and after: of those that begin and end at such a moment half pass. */
const tolerated = 0.3;

/**
 * Waits for some seconds in which nobody else uses the physical core of the server. Not for a core that is always as slow,
 * which nothing here can tell from a slow core.
 *
 * @param measure the speed of the core just now
 * @param patienceSeconds how long at most; with 0 it is looked at once
 * @returns a sentence to label the run with when the core stayed disturbed
 */
export async function waitForOwnCore(
	measure: () => CoreSpeed,
	patienceSeconds: number,
	report: (disturbed: number) => void,
	signal: AbortSignal,
): Promise<string | undefined> {
	const deadline = performance.now() + patienceSeconds * 1000;
	for (;;) {
		const read: CoreSpeed[] = [];
		while (read.length < readings) {
			read.push(measure());
			await delay(pauseMs, undefined, { signal });
		}
		const disturbed = disturbedShare(read);
		if (disturbed <= tolerated) return undefined;
		report(disturbed);
		if (performance.now() >= deadline) {
			const count = Math.round(disturbed * readings);
			return `a neighbour slowed the server's core at the start: ${count} of ${readings} readings would not have passed ${gate.id}`;
		}
	}
}

/** The share of readings that the gate `core-speed` would refuse beside a window, were they a run. */
export function disturbedShare(all: readonly CoreSpeed[]): number {
	const refused = all.filter((one) => {
		const slowdown = slowdownOf([one], all);
		return slowdown !== undefined && slowdown.share > gate.limit;
	});
	return refused.length / all.length;
}
