import type { ServerResponse } from 'node:http';
import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import { sendError, sendInvalidParameter, sendJson, type Handler } from './answers.ts';
import { N } from './prime.ts';
import type { Computing } from './server.ts';
import { readWait, wait } from './wait.ts';
import { queryOf, readWholeNumber } from './whole-number.ts';
import { UNITS, work } from './work.ts';
import type * as tasks from './worker.ts';

/**
 * One thread for each core that this process may use. One fewer would keep a core for the event
 * loop, which the documentation of worker pools often advises; but a loop that only passes numbers
 * on needs a fraction of a per cent of what `n=20000` needs, and one core in two would stand idle.
 * Not piscina's default of 1.5 threads a core either: computation never waits, so more threads than
 * cores only take turns.
 */
const THREADS = availableParallelism();

/**
 * The queue ends where waiting stops making sense: 256 of the largest primes keep a thread busy
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
 * sends the answer when the thread has it. The way there and back costs tens of microseconds of CPU
 * time, and more where tasks are long and ways seldom: /answers/offloading/ has the figures.
 */
const answerPrime: Handler = (request, response) => {
	const n = readWholeNumber(queryOf(request.url ?? ''), N);
	if (n === undefined) return sendInvalidParameter(response, N);
	compute(response, 'nthPrime', n, (prime) => ({ n, prime }));
};

/** Answers with `answerOf` the result of a task, or says why there is none. */
function compute(
	response: ServerResponse,
	name: keyof typeof tasks,
	argument: number,
	answerOf: (result: number) => object,
): void {
	if (pool.queueSize >= MOST_WAITING) {
		return sendError(response, 'overloaded', { 'Retry-After': '1' });
	}
	// A client that has gone is not looked for: its task could be aborted, but piscina aborts a
	// running task by ending its thread, which costs more than the task.
	pool.run(argument, { name }).then(
		(result) => sendJson(response, 200, answerOf(result)),
		(error: unknown) => {
			console.error(error);
			sendError(response, 'internal');
		},
	);
}
// #endregion handler

const answerWork: Handler = (request, response) => {
	const units = readWholeNumber(queryOf(request.url ?? ''), UNITS);
	if (units === undefined) return sendInvalidParameter(response, UNITS);
	// Behind the tasks of others it would wait for what it does not need.
	if (units === 0) return sendJson(response, 200, { units, result: work(0) });
	compute(response, 'work', units, (result) => ({ units, result }));
};

/** The timer is the event loop's: a thread that waits would compute nothing meanwhile. */
const answerWait: Handler = (request, response) => {
	const asked = readWait(request.url ?? '', response);
	if (asked === undefined) return;
	wait(asked.ms, () => {
		// Nobody is left to answer, or there is nothing to hand over.
		if (response.destroyed) return;
		if (asked.units === 0) return sendJson(response, 200, { ...asked, result: work(0) });
		compute(response, 'work', asked.units, (result) => ({ ...asked, result }));
	});
};

/** The workloads that compute, in the threads of the pool. */
export const inThreads: Computing = { prime: answerPrime, work: answerWork, wait: answerWait };

/** Resolves once every thread has loaded its code and computed once; rejects where it cannot. */
export async function startThreads(): Promise<void> {
	await Promise.all(Array.from({ length: THREADS }, () => pool.run(1, { name: 'nthPrime' })));
}

export async function stopThreads(): Promise<void> {
	await pool.close();
}
