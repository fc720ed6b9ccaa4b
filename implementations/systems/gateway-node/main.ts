import { announce, listen } from './listen.ts';
import { createHttpServer } from './server.ts';
import { CannotStart, readSettings } from './settings.ts';
import { drainOnSignal } from './shutdown.ts';
import { versions } from './versions.ts';

try {
	if (process.argv.includes('--version')) {
		process.stdout.write(`${JSON.stringify(versions())}\n`);
	} else {
		const settings = readSettings(process.env);
		const server = createHttpServer(settings);
		drainOnSignal(server, settings.shutdownSeconds);
		if (settings.internalsFolder !== undefined) {
			// Not even loaded unless someone asks: whoever watches takes part.
			const { recordInternals } = await import('./internals.ts');
			await recordInternals(settings.internalsFolder);
		}
		await listen(server, settings);
		announce(settings);
	}
} catch (error) {
	// A fault of ours keeps its stack; a setting that cannot work is one sentence.
	if (!(error instanceof CannotStart)) throw error;
	process.stderr.write(`${error.message}\n`);
	process.exit(1);
}
