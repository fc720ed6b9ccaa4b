import cluster from 'node:cluster';
import type { Handler } from './answers.ts';
import { countersInMap } from './counters.ts';
import { announce, listen } from './listen.ts';
import { createHttpServer } from './server.ts';
import { Sessions } from './sessions.ts';
import { CannotStart, readSettings, type Settings, type Variant } from './settings.ts';
import { drainOnSignal } from './shutdown.ts';
import { versions } from './versions.ts';

const START: Record<Variant, (settings: Settings) => Promise<void>> = {
	single: startSingle,
	cluster: startCluster,
	pool: startPool,
	threads: startThreads,
	'heap-100': startSingle,
	'heap-1000': startSingle,
	'heap-4000': startSingle,
	'entries-25': startSingle,
	'entries-500': startSingle,
};

try {
	if (process.argv.includes('--version')) {
		process.stdout.write(`${JSON.stringify(await versions())}\n`);
	} else {
		const settings = readSettings(process.env);
		await START[settings.variant](settings);
	}
} catch (error) {
	// A fault of ours keeps its stack; a setting that cannot work is one sentence.
	if (!(error instanceof CannotStart)) throw error;
	process.stderr.write(`${error.message}\n`);
	process.exit(1);
}

/** One process, one event loop, computing where it serves. */
async function startSingle(settings: Settings): Promise<void> {
	await serveOnThisLoop(settings, new Sessions(settings.liveSessions));
	announce(settings);
}

/** One such process for each core, behind one port; with counters of its own in each, and no other state. */
async function startCluster(settings: Settings): Promise<void> {
	// The same program runs as primary and as worker; cluster.fork() starts it again.
	const { keepWorkers, untilTurn } = await import('./cluster.ts');
	if (cluster.isWorker) {
		await untilTurn();
		return serveOnThisLoop(settings, undefined);
	}
	await keepWorkers(settings.shutdownSeconds);
	announce(settings);
}

/** One event loop that serves, and a thread for each core that computes. */
async function startPool(settings: Settings): Promise<void> {
	const pool = await import('./pool.ts');
	await pool.startThreads();
	const sessions = new Sessions(settings.liveSessions);
	const cached = await cacheOf(settings);
	const server = createHttpServer(pool.inThreads, countersInMap(), sessions, cached);
	drainOnSignal(server, settings.shutdownSeconds, pool.stopThreads);
	await startInternals(settings);
	await listen(server, settings);
	announce(settings);
}

/** A server in each of several threads, which share counters, and neither a loop nor a heap. */
async function startThreads(settings: Settings): Promise<void> {
	const { keepThreads } = await import('./threads.ts');
	await keepThreads(settings);
	announce(settings);
}

async function serveOnThisLoop(settings: Settings, sessions: Sessions | undefined): Promise<void> {
	const { onThisLoop } = await import('./single.ts');
	// Of several processes each would have its own, and ask the origin for itself.
	const cached = sessions === undefined ? undefined : await cacheOf(settings);
	const server = createHttpServer(onThisLoop, countersInMap(), sessions, cached);
	drainOnSignal(server, settings.shutdownSeconds);
	await startInternals(settings);
	await listen(server, settings);
}

async function cacheOf({ cache }: Settings): Promise<Handler | undefined> {
	if (cache === undefined) return undefined;
	const { createCache } = await import('./cache.ts');
	return createCache(cache);
}

/** Not even loaded unless someone asks: whoever watches takes part. */
async function startInternals({ internalsFolder }: Settings): Promise<void> {
	if (internalsFolder === undefined) return;
	const { recordInternals } = await import('./internals.ts');
	await recordInternals(internalsFolder);
}
