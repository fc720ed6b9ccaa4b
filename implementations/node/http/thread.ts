// What each thread of the variant `threads` runs: a server on the port that all of them share.
import { parentPort, workerData } from 'node:worker_threads';
import { countersInMemory } from './counters.ts';
import { listen } from './listen.ts';
import { createHttpServer } from './server.ts';
import { drainOn } from './shutdown.ts';
import { onThisLoop } from './single.ts';
import type { ThreadData } from './threads.ts';

const { settings, memory, number } = workerData as ThreadData;
const server = createHttpServer(onThisLoop, countersInMemory(memory), undefined);
drainOn((drain) => parentPort?.once('message', drain), server, settings.shutdownSeconds);
if (settings.internalsFolder !== undefined) {
	const { recordInternals } = await import('./internals.ts');
	await recordInternals(settings.internalsFolder, `${process.pid}-${number}`);
}
await listen(server, settings, { reusePort: true });
parentPort?.postMessage('listening');
