import cluster from 'node:cluster';
import { availableParallelism } from 'node:os';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { createApp } from './app.ts';
import { announce, listen } from './listen.ts';
import { CannotStart, readSettings, type Settings, type Variant } from './settings.ts';
import { drainOnSignal } from './shutdown.ts';
import { storeRoutes } from './store.ts';
import { transformRoutes } from './transform.ts';
import { versions } from './versions.ts';
import { waitRoutes } from './wait.ts';

const START: Record<Variant, (settings: Settings) => Promise<void>> = {
	single: startSingle,
	cluster: startCluster,
	pool: startPool,
	'native-json': startNativeJson,
	// Differs in a number of its environment alone.
	'rate-1': startSingle,
	limit: startLimited,
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
	const app = createApp([
		storeRoutes,
		transformRoutes,
		waitRoutes,
		...(await protectedRoutes(settings)),
		...(await databaseRoutes(settings, 1)),
	]);
	await serve(settings, app);
	announce(settings);
}

/** As single, but what is too many at once is refused. */
async function startLimited(settings: Settings): Promise<void> {
	const { limited } = await import('./shedding.ts');
	const app = createApp([limited([storeRoutes, transformRoutes, waitRoutes])]);
	await serve(settings, app);
	announce(settings);
}

/** One such process for each core, behind one port; without the store, of which each would have its own. */
async function startCluster(settings: Settings): Promise<void> {
	// The same program runs as primary and as worker; cluster.fork() starts it again.
	const { keepWorkers, untilTurn } = await import('./cluster.ts');
	if (cluster.isWorker) {
		// Loaded before its turn: once one process has the port open the others should not be far behind.
		const shared = await databaseRoutes(settings, availableParallelism());
		await untilTurn();
		return serve(settings, createApp([transformRoutes, ...shared]));
	}
	await keepWorkers(settings.shutdownSeconds);
	announce(settings);
}

/** One event loop that serves, and a thread for each core that transforms. */
async function startPool(settings: Settings): Promise<void> {
	const { transformPoolRoutes, startThreads, stopThreads } = await import('./transform-pool.ts');
	await startThreads();
	const app = createApp([storeRoutes, transformPoolRoutes]);
	// Runs when the last request in flight has been answered.
	app.addHook('onClose', stopThreads);
	await serve(settings, app);
	announce(settings);
}

/** As single, but what answers look like is left to V8: nothing is compiled from their schemas. */
async function startNativeJson(settings: Settings): Promise<void> {
	const app = createApp([storeRoutes, transformRoutes]);
	// As if no route had a response schema. Fastify would then call JSON.stringify too.
	app.setSerializerCompiler(() => JSON.stringify);
	await serve(settings, app);
	announce(settings);
}

/** Not even loaded without a secret. */
async function protectedRoutes({ protection }: Settings): Promise<FastifyPluginAsync[]> {
	if (protection === undefined) return [];
	const { meRoutes } = await import('./me.ts');
	return [meRoutes(protection)];
}

/** Not even loaded without a database. @param processes among which its connections are divided */
async function databaseRoutes(
	{ database: settings }: Settings,
	processes: number,
): Promise<FastifyPluginAsync[]> {
	if (settings === undefined) return [];
	const { connectionsOfEach } = await import('./connections.ts');
	const { openDatabase } = await import('./database.ts');
	const { overviewRoutes } = await import('./overview.ts');
	const { productRoutes } = await import('./products.ts');
	const connections = connectionsOfEach(settings.connections, processes);
	const database = openDatabase(settings.url, connections, settings.waitMs);
	const closing: FastifyPluginAsync = async (app) => {
		// Runs when the last request in flight has been answered.
		app.addHook('onClose', () => database.close());
	};
	return [productRoutes(database), overviewRoutes(database), closing];
}

async function serve(settings: Settings, app: FastifyInstance): Promise<void> {
	drainOnSignal(app, settings.shutdownSeconds);
	await startInternals(settings);
	await listen(app, settings);
}

/** Not even loaded unless someone asks: whoever watches takes part. */
async function startInternals({ internalsFolder }: Settings): Promise<void> {
	if (internalsFolder === undefined) return;
	const { recordInternals } = await import('./internals.ts');
	await recordInternals(internalsFolder);
}
