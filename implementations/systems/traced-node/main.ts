import { createApp } from './app.ts';
import { itemRoutes } from './items.ts';
import { announce, listen } from './listen.ts';
import { relayRoutes } from './relay.ts';
import { CannotStart, readSettings, type Settings } from './settings.ts';
import { drainOnSignal } from './shutdown.ts';
import { versions } from './versions.ts';

try {
	if (process.argv.includes('--version')) {
		process.stdout.write(`${JSON.stringify(await versions())}\n`);
	} else {
		await start(readSettings(process.env));
	}
} catch (error) {
	// A fault of ours keeps its stack; a setting that cannot work is one sentence.
	if (!(error instanceof CannotStart)) throw error;
	process.stderr.write(`${error.message}\n`);
	process.exit(1);
}

async function start(settings: Settings): Promise<void> {
	const tracing = await startTracing(settings);
	const app = createApp([
		// First: it watches the routes that are registered after it.
		...(tracing?.plugins ?? []),
		itemRoutes,
		...(settings.store ? [relayRoutes(settings.store, settings.partWaitMs, tracing?.client)] : []),
	]);
	drainOnSignal(app, settings.shutdownSeconds);
	await startInternals(settings);
	await listen(app, settings);
	announce(settings);
}

/** Not even loaded unless requests are traced. */
async function startTracing({ traces, serviceName }: Settings) {
	if (!traces) return undefined;
	const { createTracing } = await import('./tracing.ts');
	return createTracing(serviceName);
}

/** Not even loaded unless someone asks: whoever watches takes part. */
async function startInternals({ internalsFolder }: Settings): Promise<void> {
	if (internalsFolder === undefined) return;
	const { recordInternals } = await import('./internals.ts');
	await recordInternals(internalsFolder);
}
