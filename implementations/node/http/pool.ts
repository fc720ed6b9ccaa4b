import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import { sendError, sendJson, type Handler } from './answers.ts';
import { readN } from './prime.ts';

/**
 * One thread for each core that this process may use. One fewer would keep a core for the event
 * loop, which the documentation of worker pools often advises; but a loop that only passes numbers
 * on needs a fraction of a per cent of what `n=20000` needs, and one core in two would stand idle.
 * Not piscina's default of 1.5 threads a core either: computation never waits, so more threads than
 * cores only take turns.
 */
const THREADS = availableParallelism();

/**
 * The queue ends where waiting stops making sense: 256 of the largest requests keep a thread busy
 * for 3 s, after which most clients have gone. piscina's default queue has no end: overload would
 * then grow the heap and the latency, and every answer would come too late.
 */
const MOST_WAITING = 256 * THREADS;

const pool = new Piscina<number, number>({
	filename: new URL('./worker.ts', import.meta.url).href,
	// As many at rest as at work: the default starts and stops threads with the traffic, and a thread
	// is an isolate with a heap, milliseconds to start. With min = max its idleTimeout (0, at once)
	// never acts; it is set for whoever lowers minThreads.
	minThreads: THREADS,
	maxThreads: THREADS,
	idleTimeout: 60_000,
	maxQueue: MOST_WAITING,
	// A second task on a busy thread would not start earlier; in the queue the next free thread gets it.
	concurrentTasksPerWorker: 1,
});

// #region handler
/**
 * Hands the computation to a thread and returns: the event loop goes on with other requests, and
 * sends the answer when the thread has it. The way there and back costs some ten microseconds.
 */
export const answerPrime: Handler = (request, response) => {
	const n = readN(request.url ?? '');
	if (n === undefined) return sendError(response, 'invalid-parameter');
	if (pool.queueSize >= MOST_WAITING) {
		return sendError(response, 'overloaded', { 'Retry-After': '1' });
	}
	// A client that has gone is not looked for: its task could be aborted, but piscina aborts a
	// running task by ending its thread, which costs more than the task.
	pool.run(n).then(
		(prime) => sendJson(response, 200, { n, prime }),
		(error: unknown) => {
			console.error(error);
			sendError(response, 'internal');
		},
	);
};
// #endregion handler

/** Resolves once every thread has loaded its code and computed once; rejects where it cannot. */
export async function startThreads(): Promise<void> {
	await Promise.all(Array.from({ length: THREADS }, () => pool.run(1)));
}

export async function stopThreads(): Promise<void> {
	await pool.close();
}
