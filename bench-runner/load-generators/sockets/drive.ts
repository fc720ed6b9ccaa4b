import type { WebSocket } from 'ws';
import { arrivalsMs } from '../../../src/core/arrivals/timetable.ts';
import { type Ledger, newLedger, type Sent, type Totals } from './ledger.ts';
import { keepTimetable } from './keep-timetable.ts';
import type { SocketsPlan } from './plan.ts';

/** How long after the window a message may still arrive. */
const DRAIN_MS = 1_000;

export interface Driven extends Totals {
	scheduled: number;
	elapsedSeconds: number;
	spinSeconds: number;
	/** Sockets that were closed before the end. */
	closed: number;
}

/** One window over sockets that are open. */
export async function drive(plan: SocketsPlan, sockets: readonly WebSocket[]): Promise<Driven> {
	const startMs = performance.now();
	const windowMs = plan.seconds * 1000;
	const nowMs = () => performance.now() - startMs;
	const ledger = newLedger(windowMs);
	const post = postOffice(plan, sockets, ledger, nowMs);
	let [scheduled, spinMs] = [0, 0];
	if (plan.rate) {
		const due = arrivalsMs({ ...plan.rate, seconds: plan.seconds });
		scheduled = due.length;
		spinMs = await keepTimetable(due, nowMs, plan.ownCpus, (index, dueMs) => {
			post.send(post.senderOf(index), dueMs);
		});
	} else {
		post.answerUntil(windowMs);
		for (const sender of post.senders) post.send(sender, nowMs());
	}
	while (nowMs() < windowMs || (ledger.inFlight > 0 && nowMs() < windowMs + DRAIN_MS)) {
		await new Promise((resolve) => setTimeout(resolve, 1));
	}
	const totals = ledger.totals(windowMs);
	return {
		...totals,
		scheduled: plan.rate ? scheduled : totals.sent,
		elapsedSeconds: nowMs() / 1000,
		spinSeconds: spinMs / 1000,
		closed: sockets.filter((socket) => socket.readyState !== socket.OPEN).length,
	};
}

/**
 * Sends, and knows for whom a message that arrives is: a socket receives in the order in which was sent to it, so the oldest
 * that it misses is the one. Of a broadcast the first socket is the only sender, which makes one order for all.
 */
function postOffice(
	{ spoken, message }: SocketsPlan,
	sockets: readonly WebSocket[],
	ledger: Ledger,
	nowMs: () => number,
) {
	const expected = Buffer.from(message);
	const missed = sockets.map((): Sent[] => []);
	const all = [...sockets.keys()];
	const isBroadcast = spoken === 'broadcast';
	let answersUntilMs = 0;
	const send = (sender: number, dueMs: number) => {
		const receivers = isBroadcast ? all : [sender];
		const sent = ledger.send(dueMs, nowMs(), receivers.length);
		for (const receiver of receivers) missed[receiver]?.push(sent);
		sockets[sender]?.send(message);
	};
	for (const [index, socket] of sockets.entries()) {
		socket.on('message', (data: Buffer) => {
			const sent = missed[index]?.shift();
			if (!sent) return;
			const last = ledger.receive(sent, data.equals(expected), nowMs);
			if (last && nowMs() < answersUntilMs) send(isBroadcast ? 0 : index, nowMs());
		});
	}
	return {
		senders: isBroadcast ? [0] : all,
		send,
		/** Of the message at this place in the timetable: each socket in its turn. */
		senderOf: (place: number) => (isBroadcast ? 0 : place % sockets.length),
		/** The closed loop: who has its answer sends again. */
		answerUntil(untilMs: number) {
			answersUntilMs = untilMs;
		},
	};
}
