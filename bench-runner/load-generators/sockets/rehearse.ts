import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { drive } from './drive.ts';
import { openAll } from './open.ts';
import type { SocketsPlan } from './plan.ts';

/** More would only take longer: the code that runs is the same for each. */
const MOST_SOCKETS = 64;

/**
 * Plays the plan with an echo of its own first, as fast as answers come and then at its rate, so that V8 has compiled what
 * sends and receives before a message is due to the server, which notices nothing of it. Code that runs for the first time
 * is interpreted, counted and compiled on the thread that should send. By hand, in three or four windows each, in turn, on a
 * core that others slowed: of 1,000 echoes a second on 100 sockets one in a hundred left 82 to 144 us late with this and the
 * flags of sockets.ts, and 481 to 2,250 without; of 100 broadcasts a second 299 to 393 us, and 1.4 to 4.3 ms.
 *
 * @param seconds of each of its three parts
 */
export async function rehearse(plan: SocketsPlan, seconds: number): Promise<void> {
	const echo = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
	echo.on('connection', (socket) => {
		socket.on('message', (message, binary) => {
			const receivers = plan.spoken === 'broadcast' ? echo.clients : [socket];
			for (const receiver of receivers) receiver.send(message, { binary });
		});
	});
	await once(echo, 'listening');
	const { port } = echo.address() as AddressInfo;
	const own = { ...plan, port, path: '/', sockets: Math.min(plan.sockets, MOST_SOCKETS), seconds };
	const sockets = await openAll(own);
	await drive({ ...own, rate: undefined }, sockets);
	// Twice, because code that V8 made for the functions of one window is thrown away at those of the second, and not again.
	await drive(own, sockets);
	await drive(own, sockets);
	for (const socket of sockets) socket.terminate();
	echo.close();
	await once(echo, 'close');
}
