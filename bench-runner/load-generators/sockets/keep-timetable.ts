import { setTimeout as sleep } from 'node:timers/promises';

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
			else if (mayWaitAwake) spinMs += await turnUntil(dueMs, nowMs);
			else await sleep(1);
		}
		send(index, dueMs);
	}
	return spinMs;
}

/** A turn of the event loop counts as idle if it took no longer than one in which nothing arrives. */
const IDLE_TURN_MS = 0.01;

/**
 * Turns until a moment. By callbacks and not by a promise each turn: some hundred thousand turns a second are garbage to
 * collect, and who collects is late.
 *
 * @returns milliseconds of idle turns
 */
function turnUntil(dueMs: number, nowMs: () => number): Promise<number> {
	return new Promise((resolve) => {
		let [idleMs, beforeMs] = [0, nowMs()];
		const turn = () => {
			const now = nowMs();
			if (now - beforeMs <= IDLE_TURN_MS) idleMs += now - beforeMs;
			beforeMs = now;
			if (now < dueMs) setImmediate(turn);
			else resolve(idleMs);
		};
		setImmediate(turn);
	});
}
