import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';

/** Timers of Node.js count whole milliseconds and come late by up to one (lib/internal/timers.js). */
const NEAR_MS = 2;

/**
 * Calls `send` for each moment that is due, however long the answers take. A moment too near for a timer is waited for awake
 * where the program has its CPUs for itself; on those of a server it sleeps, and the schedule lag says how late it was.
 *
 * @returns milliseconds that it waited awake in turns in which nothing arrived
 */
export async function keepTimetable(
	due: readonly number[],
	nowMs: () => number,
	mayWaitAwake: boolean,
	send: (index: number, dueMs: number) => void,
): Promise<number> {
	let spinMs = 0;
	for (const [index, dueMs] of due.entries()) {
		for (let now = nowMs(); now < dueMs; now = nowMs()) {
			if (dueMs - now > NEAR_MS) await sleep(dueMs - now - NEAR_MS);
			else if (mayWaitAwake) spinMs += await idleTurn(nowMs);
			else await sleep(1);
		}
		send(index, dueMs);
	}
	return spinMs;
}

/** A turn of the event loop; as idle counts no more than a turn takes in which nothing arrives. */
const IDLE_TURN_MS = 0.01;

async function idleTurn(nowMs: () => number): Promise<number> {
	const beforeMs = nowMs();
	await turn();
	const tookMs = nowMs() - beforeMs;
	return tookMs <= IDLE_TURN_MS ? tookMs : 0;
}
