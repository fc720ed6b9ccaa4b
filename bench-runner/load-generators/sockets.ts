import { join } from 'node:path';
import { parseOrExplain } from '../../src/core/schemas/sentence.ts';
import { parseText } from '../json-file.ts';
import { askedOperation } from './asked-operation.ts';
import type { LoadGenerator, LoadWindow } from './generator.ts';
import { LoadResultSchema } from './load-result.ts';
import type { SocketsPlan } from './sockets/plan.ts';

/**
 * Our own generator of WebSocket messages, `sockets/main.ts` on the library ws: pacer speaks HTTP alone. One process that
 * reads its sockets one after the other, so the last receiver of a broadcast waits for this program too: it is the same for
 * every server, and an upper bound for each.
 */
export const sockets: LoadGenerator = {
	id: 'sockets',
	isOurs: true,
	capabilities: {
		openLoop: ['poisson', 'uniform'],
		rateCeiling: false,
		intendedStart: true,
		mixedOperations: false,
		templates: false,
		speaks: 'websocket',
		histogram: 'hdr',
		latencyResolutionUs: 1,
		// A turn of the event loop, where it may wait awake.
		paceResolutionUs: 10,
		errorsInLatency: false,
		threads: 1,
		knows: ['schedule-lag', 'connections', 'in-flight'],
	},
	prepare: () => ({
		version: process.version,
		command: [
			process.execPath,
			// Who collects garbage sends late, some 1.3 ms each time: with this twice a second and not four times.
			'--min-semi-space-size=64',
			'--max-semi-space-size=64',
			// Where it goes first, helpers of V8 come after it, and what they compile or collect is never done.
			'--single-threaded',
			// And it then compiles on the thread that sends: the quick compiler alone, which is quick enough.
			'--no-turbofan',
			// To collect before the window what it would be late with.
			'--expose-gc',
			join(import.meta.dirname, 'sockets/main.ts'),
		],
	}),
	invoke: (tool, window) => ({ command: tool.command, input: JSON.stringify(planOf(window)) }),
	read({ standardOutput }) {
		const what = 'The result of the load generator sockets';
		return parseOrExplain(ResultSchema, parseText(standardOutput, what, JSON.parse), what);
	},
};

const ResultSchema = LoadResultSchema.omit({ generator: true });

function planOf(window: LoadWindow): SocketsPlan {
	const { path, body = '', websocket } = askedOperation(window);
	if (!websocket) throw new Error(`The operation on ${path} is no WebSocket's.`);
	const { load, port, seconds, seed } = window;
	return {
		port,
		path,
		spoken: websocket,
		message: body,
		sockets: load.connections,
		seconds,
		...(load.kind === 'open' && {
			rate: { kind: load.arrivals, ratePerSecond: load.ratePerSecond, seed },
		}),
		ownCpus: window.ownCpus ?? false,
	};
}
