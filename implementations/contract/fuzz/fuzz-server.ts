import { setTimeout as sleep } from 'node:timers/promises';
import { expectAnswer, expectSame } from '../expect-answer.ts';
import { open } from '../http-connection.ts';
import { initialItem, knownRequestsOf } from '../known-requests.ts';
import { childrenOf } from '../process-tree.ts';
import { sendBody } from '../send-body.ts';
import { startServer, type ServerUnderTest } from '../server-under-test.ts';
import type { Subject } from '../subjects.ts';
import { damageTo, explain } from './explain.ts';
import { fuzzedSubject, type FuzzOptions } from './fuzzed-subject.ts';
import { expectNoLeak } from './leaks.ts';
import { playScripts } from './play-scripts.ts';

const SECONDS_TO_DRAIN = 12;

/**
 * Sends fuzzed requests in two halves, and expects of a server what no request may cost it: an answer without a failure of
 * its own or a word of what is inside, an end of each connection, the processes it had, silence on standard error, no more
 * memory and files than before, right answers afterwards, and a clean end.
 *
 * @throws Error with the seed, what was wrong, and the shortest requests found that show it
 */
export async function fuzz(subject: Subject, options: FuzzOptions): Promise<void> {
	const fuzzed = fuzzedSubject(subject, options);
	const server = await startServer(subject);
	try {
		const processes = childrenOf(server.pid).join();
		let place = 0;
		await expectNoLeak(server.pid, async () => {
			const { nextPlace, failure } = await playScripts(fuzzed, server, place, options.requests / 2);
			place = nextPlace;
			const damage = await damageTo(server, processes);
			const found = failure ?? (damage === undefined ? undefined : { what: damage, suspects: [] });
			if (found !== undefined) throw new Error(await explain(fuzzed, found));
		});
		await expectKnownAnswers(server, fuzzed.workloads);
		await expectCleanEnd(server);
	} finally {
		await server.stop();
	}
}

async function expectKnownAnswers(
	server: ServerUnderTest,
	workloads: readonly string[],
): Promise<void> {
	if (workloads.includes('store')) await restoreItems(server);
	for (const { text, answer } of knownRequestsOf(workloads)) {
		const connection = await open(server);
		try {
			connection.send(text);
			expectAnswer(text.slice(0, text.indexOf(' HTTP')), await connection.answer(), answer);
		} finally {
			connection.destroy();
		}
	}
}

/** What is there at the start may have been replaced. */
async function restoreItems(server: ServerUnderTest): Promise<void> {
	for (const id of [20, 21]) {
		const { id: _, ...item } = initialItem(id);
		await sendBody(server, `/items/${id}`, JSON.stringify(item), { method: 'PUT' });
	}
}

async function expectCleanEnd(server: ServerUnderTest): Promise<void> {
	server.signal('SIGTERM');
	const late = sleep(SECONDS_TO_DRAIN * 1_000, 'none, it goes on' as const, { ref: false });
	expectSame('the exit status after SIGTERM', await Promise.race([server.exit, late]), 0);
}
