import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { SocketsPlan } from './plan.ts';

/** Handshakes side by side: fewer than any server's accept queue. */
const AT_ONCE = 64;
const OPEN_WITHIN_MS = 10_000;

/** Opens all sockets of a plan, without compression. @returns those that opened */
export async function openAll({ port, path, sockets }: SocketsPlan): Promise<WebSocket[]> {
	const opened: WebSocket[] = [];
	while (opened.length < sockets) {
		const wanted = Math.min(AT_ONCE, sockets - opened.length);
		const batch = await Promise.all(Array.from({ length: wanted }, () => open(port, path)));
		const good = batch.filter((socket) => socket !== undefined);
		opened.push(...good);
		// Whoever refuses one refuses the next: the gate on connections says how many there are.
		if (good.length < wanted) break;
	}
	return opened;
}

async function open(port: number, path: string): Promise<WebSocket | undefined> {
	const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { perMessageDeflate: false });
	// One that breaks later answers no more, and what it owes is counted as unfinished.
	socket.on('error', () => {});
	try {
		await once(socket, 'open', { signal: AbortSignal.timeout(OPEN_WITHIN_MS) });
		return socket;
	} catch {
		socket.terminate();
		return undefined;
	}
}
