import { setTimeout as sleep } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import { arrivalsMs } from '../../../src/core/arrivals/timetable.ts';
import { type Ledger, newLedger, type Sent, type Totals } from './ledger.ts';
import { keepTimetable } from './keep-timetable.ts';
import type { SocketsPlan } from './plan.ts';

/** How long after the window a message may still arrive. */
const DRAIN_MS = 1_000;

/** How long messages go out at the window's rate before it begins, so that it begins with both sides at work. */
const LEAD_MS = 500;

export interface Driven extends Totals {
	/** When the window began, which is after the lead. */
	startedAtUnixMs: number;
	/** What this program used of CPU time since then. */
	cpu: { userSeconds: number; systemSeconds: number };
	scheduled: number;
	elapsedSeconds: number;
	spinSeconds: number;
	/** Sockets that were closed before the end. */
	closed: number;
}

/** One window over sockets that are open, led in by messages that nobody counts where there is a rate. */
export async function drive(plan: SocketsPlan, sockets: readonly WebSocket[]): Promise<Driven> {
	const leadMs = plan.rate ? LEAD_MS : 0;
	const startMs = performance.now() + leadMs;
	const windowMs = plan.seconds * 1000;
	const nowMs = () => performance.now() - startMs;
	const ledgers = { lead: newLedger(0), window: newLedger(windowMs) };
	const post = postOffice(plan, sockets, nowMs);
	const keep = (due: readonly number[], ledger: Ledger) =>
		keepTimetable(due, nowMs, plan.ownCpus, (index, dueMs) => {
			post.send(post.senderOf(index), dueMs, ledger);
		});
	await keep(
		dueMs(plan, leadMs).map((ms) => ms - leadMs),
		ledgers.lead,
	);
	await sleep(Math.max(0, -nowMs()));
	const startedAtUnixMs = Date.now();
	const before = process.cpuUsage();
	const due = dueMs(plan, windowMs);
	const spinMs = await keep(due, ledgers.window);
	if (!plan.rate) post.answerUntil(windowMs, ledgers.window);
	while (nowMs() < windowMs || (ledgers.window.inFlight > 0 && nowMs() < windowMs + DRAIN_MS)) {
		await sleep(1);
	}
	const { user, system } = process.cpuUsage(before);
	const totals = ledgers.window.totals(windowMs);
	return {
		...totals,
		startedAtUnixMs,
		cpu: { userSeconds: user / 1e6, systemSeconds: system / 1e6 },
		scheduled: plan.rate ? due.length : totals.sent,
		elapsedSeconds: nowMs() / 1000,
		spinSeconds: spinMs / 1000,
		closed: sockets.filter((socket) => socket.readyState !== socket.OPEN).length,
	};
}

/** Moments of a plan's rate, from 0 on; none without a rate. */
function dueMs({ rate }: SocketsPlan, withinMs: number): number[] {
	return rate ? arrivalsMs({ ...rate, seconds: withinMs / 1000 }) : [];
}

/**
 * Sends, and knows for whom a message that arrives is: a socket receives in the order in which was sent to it, so the oldest
 * that it misses is the one. Of a broadcast the first socket is the only sender, which makes one order for all.
 */
function postOffice(
	{ spoken, message }: SocketsPlan,
	sockets: readonly WebSocket[],
	nowMs: () => number,
) {
	const expected = Buffer.from(message);
	const missed = sockets.map((): { sent: Sent; ledger: Ledger }[] => []);
	const all = [...sockets.keys()];
	const isBroadcast = spoken === 'broadcast';
	// Before the window moments are negative: who has an answer sends again only once asked to.
	let answersUntilMs = -Infinity;
	const send = (sender: number, dueMs: number, ledger: Ledger) => {
		const receivers = isBroadcast ? all : [sender];
		const sent = ledger.send(dueMs, nowMs(), receivers.length);
		for (const receiver of receivers) missed[receiver]?.push({ sent, ledger });
		sockets[sender]?.send(message);
	};
	for (const [index, socket] of sockets.entries()) {
		socket.on('message', (data: Buffer) => {
			const { sent, ledger } = missed[index]?.shift() ?? {};
			if (!sent || !ledger) return;
			const last = ledger.receive(sent, data.equals(expected), nowMs);
			if (last && nowMs() < answersUntilMs) send(isBroadcast ? 0 : index, nowMs(), ledger);
		});
	}
	return {
		send,
		/** Of the message at this place in the timetable: each socket in its turn. */
		senderOf: (place: number) => (isBroadcast ? 0 : place % sockets.length),
		/** The closed loop: all send, and who has its answer sends again. */
		answerUntil(untilMs: number, ledger: Ledger) {
			answersUntilMs = untilMs;
			for (const sender of isBroadcast ? [0] : all) send(sender, nowMs(), ledger);
		},
	};
}
