import { availableParallelism } from 'node:os';
import type { FastifyPluginAsync } from 'fastify';
import { Piscina } from 'piscina';
import { sendError } from './errors.ts';

/** One thread for each core that this process may use: computation never waits, so more only take turns. */
const THREADS = availableParallelism();

/**
 * The queue ends where waiting stops making sense: 128 of the largest bodies keep a thread busy for
 * about a second. Each waits here as a text of up to 1 MiB, so this is also what bounds the memory.
 * piscina's default queue has no end: overload would grow the heap until it is full.
 */
const MOST_WAITING = 128 * THREADS;

const pool = new Piscina<string, string | undefined>({
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
 * Hands the body over as the text that came, and sends the text that comes back.
 *
 * Text, because it crosses to another thread as one copy of its bytes. Orders that were parsed here would
 * be cloned object by object, which takes two and a half times as long as parsing them, nearly half of it on
 * this very loop. So the thread does everything: it parses, checks, computes and serialises.
 */
export const transformPoolRoutes: FastifyPluginAsync = async (app) => {
	// In this plugin alone JSON is not parsed; elsewhere Fastify's parser stays.
	app.removeContentTypeParser('application/json');
	app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
		done(null, body);
	});
	app.post<{ Body: string | undefined }>('/transform', async ({ body }, reply) => {
		// Undefined where there was neither a type nor a body.
		if (body === undefined) return sendError(reply, 'unsupported-media-type');
		if (pool.queueSize >= MOST_WAITING) {
			return sendError(reply.header('Retry-After', '1'), 'overloaded');
		}
		return (await pool.run(body)) ?? sendError(reply, 'invalid-body');
	});
};
// #endregion handler

/** Resolves once every thread has loaded its code and looked at one body; rejects where it cannot. */
export async function startThreads(): Promise<void> {
	await Promise.all(Array.from({ length: THREADS }, () => pool.run('{}')));
}

export async function stopThreads(): Promise<void> {
	await pool.close();
}
