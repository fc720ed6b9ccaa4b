import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { drive } from './drive.ts';
import { openAll } from './open.ts';
import { SocketsPlanSchema } from './plan.ts';
import { rehearse } from './rehearse.ts';

/*
 * A load generator for WebSockets: one Node.js process, so one core at most. Reads a plan from its standard input and writes
 * what happened to its standard output, in the words of load-result.ts.
 */

/** A server may answer a handshake a moment before the socket is in its room. */
const SETTLE_MS = 100;

/** Each part of the rehearsal takes as long as the window, but no longer than V8 needs. */
const MOST_REHEARSAL_SECONDS = 1;

const plan = SocketsPlanSchema.parse(JSON.parse(await text(process.stdin)));
// A closed loop is late for nobody.
if (plan.rate) await rehearse(plan, Math.min(plan.seconds, MOST_REHEARSAL_SECONDS));
const sockets = await openAll(plan);
// What has outlived two collections of the young is not copied by the next, which would come in the window.
for (let collected = 0; collected < 2; collected++) globalThis.gc?.({ type: 'minor' });
await sleep(SETTLE_MS);
const driven = sockets.length > 0 ? await drive(plan, sockets) : undefined;
for (const socket of sockets) socket.terminate();
if (!driven) {
	console.error(`No WebSocket could be opened on ${plan.path} of port ${plan.port}.`);
	process.exit(1);
}
const { scheduled, sent, valid, wrong, unfinished, closed, ...rest } = driven;
const { scheduleLag, ...times } = rest;
console.log(
	JSON.stringify({
		seconds: plan.seconds,
		interrupted: false,
		connections: {
			planned: plan.sockets,
			established: sockets.length - closed,
			connectFailures: plan.sockets - sockets.length,
			reconnects: 0,
		},
		counts: {
			scheduled,
			sent,
			valid,
			invalidStatus: 0,
			invalidLength: wrong,
			failed: 0,
			unfinished,
		},
		...times,
		...(plan.rate && { scheduleLag }),
	}),
);
