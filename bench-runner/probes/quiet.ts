import { setTimeout as delay } from 'node:timers/promises';
import { readHost } from './host.ts';

/** Half of what the foreign-cpu gate allows a window. */
const quietCores = 0.05;
const waitSeconds = 30;

/**
 * Waits up to 30 s for a second in which nothing else runs.
 *
 * @returns a sentence to label the run with when the machine stayed busy
 */
export async function waitForQuiet(
	report: (busyCores: number) => void,
	signal: AbortSignal,
): Promise<string | undefined> {
	const deadline = performance.now() + waitSeconds * 1000;
	for (;;) {
		const busyCores = await foreignCores(signal);
		if (busyCores <= quietCores) return undefined;
		if (performance.now() > deadline) {
			return `the machine was busy at the start: other programs used ${busyCores.toFixed(2)} cores`;
		}
		report(busyCores);
	}
}

async function foreignCores(signal: AbortSignal): Promise<number> {
	const before = readHost().busyCpuSeconds;
	const ownBefore = process.cpuUsage();
	const from = performance.now();
	await delay(1000, undefined, { signal });
	const own = process.cpuUsage(ownBefore);
	const seconds = (performance.now() - from) / 1000;
	const busy = readHost().busyCpuSeconds - before - (own.user + own.system) / 1e6;
	return Math.max(0, busy) / seconds;
}
