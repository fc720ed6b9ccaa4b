import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { isDraining, whenDraining } from './shutdown.ts';
import { pathOf } from './target.ts';

const LARGEST_MESSAGE_BYTES = 64 * 1_024;
/** What may wait for a socket that reads slowly. */
const MOST_WAITING_BYTES = 1_024 * 1_024;
/** How long a client has to answer a close before its connection is cut. */
const CLOSE_MS = 2_000;

const GOING_AWAY = 1_001;
const POLICY_VIOLATION = 1_008;

const PATHS = ['/sockets/echo', '/sockets/broadcast'];

/** Whether node:http hands a request over instead of answering it as any other; all else that asks for an upgrade does not get one. */
export function isForSocket({ url = '', headers }: IncomingMessage): boolean {
	return headers.upgrade?.toLowerCase() === 'websocket' && PATHS.includes(pathOf(url));
}

/** Answers both paths on `server`, and closes all sockets with 1001 when it drains. */
export function serveSockets(server: Server): void {
	// Without its own server, and without compression: a window for each socket would cost more than all the rest of it.
	const sockets = new WebSocketServer({
		noServer: true,
		maxPayload: LARGEST_MESSAGE_BYTES,
		perMessageDeflate: false,
	});
	const room = new Set<WebSocket>();
	server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
		sockets.handleUpgrade(request, socket, head, (opened) => {
			// A broken connection or frame; the library has closed it with the code for why.
			opened.on('error', () => {});
			// Its handshake came after the signal, whose round it missed.
			if (isDraining()) return closeFor(opened, GOING_AWAY, '');
			if (pathOf(request.url ?? '') === '/sockets/echo') echo(opened);
			else join(room, opened);
		});
	});
	whenDraining(() => {
		for (const socket of sockets.clients) closeFor(socket, GOING_AWAY, '');
	});
}

// #region echo
/** Sends each message back. Pings are answered by the library. */
function echo(socket: WebSocket): void {
	socket.on('message', (data, isBinary) => {
		socket.send(data, { binary: isBinary });
		// Who does not read the answers is not read from: else they would wait here without an end. The rest of
		// what was read before the pause still comes.
		if (socket.isPaused || socket.bufferedAmount <= MOST_WAITING_BYTES) return;
		socket.pause();
		const timer = setInterval(() => {
			if (socket.bufferedAmount > 0 && socket.readyState === socket.OPEN) return;
			clearInterval(timer);
			socket.resume();
		}, 10);
	});
}
// #endregion echo

// #region broadcast
/** Sends each message of any of them to all sockets of the room, its sender too. */
function join(room: Set<WebSocket>, joined: WebSocket): void {
	room.add(joined);
	joined.on('close', () => room.delete(joined));
	joined.on('message', (data, isBinary) => broadcast(room, data, isBinary));
}

/**
 * Never waits: a socket for which too much waits already is dropped, with a code that says it is its own doing. Without that
 * limit `send` would keep everything for it, in this process's memory.
 */
function broadcast(room: Set<WebSocket>, data: RawData, isBinary: boolean): void {
	for (const socket of room) {
		if (socket.bufferedAmount > MOST_WAITING_BYTES) {
			room.delete(socket);
			closeFor(socket, POLICY_VIOLATION, 'too slow');
		} else {
			socket.send(data, { binary: isBinary });
		}
	}
}
// #endregion broadcast

function closeFor(socket: WebSocket, code: number, reason: string): void {
	socket.close(code, reason);
	setTimeout(() => socket.terminate(), CLOSE_MS).unref();
}
