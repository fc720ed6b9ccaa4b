import { once } from 'node:events';
import { createServer } from 'node:http';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { memoryForCounters } from './counters.ts';
import { listen } from './listen.ts';
import { CannotStart, type Settings } from './settings.ts';

/** Beyond the threads' own deadline, for the message and the exit to reach this one. */
const GRACE_MS = 500;

/** What a thread is given: `memory` is shared, the rest is copied. */
export type ThreadData = { settings: Settings; memory: SharedArrayBuffer; number: number };

let draining = false;

/**
 * Starts a thread for each core this process may use, each with an event loop and a server of its own on one port, and
 * ends them on SIGTERM or SIGINT. Resolves once all of them accept connections.
 *
 * The kernel deals the connections out, by a hash of the client's address (`reusePort`): a socket cannot be handed to
 * a thread, as a cluster's primary hands it to a process. Nothing evens out an unlucky hash.
 *
 * @throws CannotStart where one of them cannot listen
 */
export async function keepThreads(settings: Settings): Promise<void> {
	await expectFree(settings);
	const memory = memoryForCounters();
	const threads = Array.from({ length: availableParallelism() }, (_, place) => {
		const workerData: ThreadData = { settings, memory, number: place + 1 };
		return new Worker(new URL('./thread.ts', import.meta.url), { workerData });
	});
	// Before anything is awaited: a signal in between must find its handler.
	drainOnSignal(threads, settings.shutdownSeconds);
	// Where a thread fails to start, what it threw and its end can come in one turn of the loop (kOnExit in
	// lib/internal/worker.js, 26.10): its sentence, on its way through promises, goes first.
	for (const thread of threads) thread.on('exit', () => setImmediate(endWithIt));
	try {
		await Promise.all(threads.map((thread) => once(thread, 'message')));
	} catch (error) {
		// An error crosses threads as a copy, without its class.
		throw new CannotStart((error as Error).message);
	}
}

/** With `reusePort` a second start of this program would take half of the connections of the first, without a word. */
async function expectFree(settings: Settings): Promise<void> {
	const probe = createServer();
	await listen(probe, settings);
	probe.close();
	await once(probe, 'close');
}

/** A thread that failed is not replaced: what it was doing to the shared memory nobody knows. A supervisor restarts the whole. */
function endWithIt(): void {
	if (draining) return;
	process.stderr.write('a thread ended, and the program with it\n');
	process.exit(1);
}

function drainOnSignal(threads: readonly Worker[], seconds: number): void {
	const drain = (): void => {
		if (draining) return;
		draining = true;
		// Only this thread gets signals.
		const ending = threads.map(async (thread) => {
			const exit = once(thread, 'exit');
			thread.postMessage('drain');
			const [code] = (await exit) as [number];
			return code === 0;
		});
		void Promise.all(ending).then((clean) => process.exit(clean.every(Boolean) ? 0 : 1));
		setTimeout(() => process.exit(1), seconds * 1_000 + GRACE_MS).unref();
	};
	process.on('SIGTERM', drain);
	process.on('SIGINT', drain);
}
