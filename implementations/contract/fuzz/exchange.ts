import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerAddress } from '../contract-case.ts';
import type { Script } from './script.ts';

export type Exchange = {
	received: Buffer;
	/**
	 * `refused`: nobody listens. `reset`: the server's end came as an error, so that part of what it had sent may be lost.
	 * `unanswered`: a whole request was not answered and the connection not closed. `open`: it kept the connection of a
	 * client that will send nothing more.
	 */
	ended: 'closed' | 'reset' | 'refused' | 'left' | 'unanswered' | 'open';
};

/** A machine that is busy may take its time. */
const SECONDS_TO_ANSWER = 10;
const SECONDS_TO_CLOSE = 10;

/** What may never be answered, because it may not be whole, has had its chance by then. */
const SILENCE_MS = 120;

/** Plays a script, and reads until the server closes. */
export async function play({ host, port }: ServerAddress, script: Script): Promise<Exchange> {
	const socket = connect({ host, port, noDelay: true });
	const received: Buffer[] = [];
	let answers = 0;
	let failed: NodeJS.ErrnoException | undefined;
	let wake = (): void => {};
	socket.on('error', (error) => (failed = error));
	socket.on('data', (bytes: Buffer) => {
		received.push(bytes);
		// Counted, not parsed: enough to know when to stop waiting.
		answers += bytes.toString('latin1').split('HTTP/1.').length - 1;
		wake();
	});
	const closed = new Promise<'closed'>((resolve) => socket.once('close', () => resolve('closed')));
	try {
		await sendPieces(socket, script);
		if (script.ending === 'reset') return { received: Buffer.alloc(0), ended: left(failed) };
		if (script.ending === 'wait') {
			const sure = script.requests.findIndex(({ whole }) => !whole);
			const wanted = sure === -1 ? script.requests.length : sure;
			while (answers < wanted && (await nextBytes(SECONDS_TO_ANSWER * 1_000)));
			if (answers < wanted && !socket.closed) {
				return { received: Buffer.concat(received), ended: 'unanswered' };
			}
			while (answers < script.requests.length && (await nextBytes(SILENCE_MS)));
		}
		socket.end();
		const late = sleep(SECONDS_TO_CLOSE * 1_000, 'open' as const, { ref: false });
		const end = await Promise.race([closed, late]);
		return { received: Buffer.concat(received), ended: end === 'open' ? end : how(failed) };
	} finally {
		socket.destroy();
	}

	/** @returns false where nothing came for a while, or nothing can come any more */
	async function nextBytes(withinMs: number): Promise<boolean> {
		let timer: NodeJS.Timeout | undefined;
		const bytes = new Promise<boolean>((resolve) => {
			wake = () => resolve(true);
			timer = setTimeout(resolve, withinMs, false);
		});
		const more = await Promise.race([bytes, closed.then(() => false)]);
		clearTimeout(timer);
		return more;
	}
}

async function sendPieces(socket: Socket, { requests, pieces, pauseMs }: Script): Promise<void> {
	const text = requests.map((request) => request.text).join('');
	const size = Math.max(1, Math.ceil(text.length / pieces));
	for (let start = 0; start < text.length && !socket.destroyed; start += size) {
		socket.write(text.slice(start, start + size), 'latin1');
		await (pauseMs > 0 ? sleep(pauseMs) : new Promise((resolve) => setImmediate(resolve)));
	}
}

function how(failed: NodeJS.ErrnoException | undefined): Exchange['ended'] {
	if (failed === undefined) return 'closed';
	return failed.code === 'ECONNREFUSED' ? 'refused' : 'reset';
}

function left(failed: NodeJS.ErrnoException | undefined): Exchange['ended'] {
	return failed?.code === 'ECONNREFUSED' ? 'refused' : 'left';
}
