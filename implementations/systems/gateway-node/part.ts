import { Agent, request, type IncomingMessage, type ServerResponse } from 'node:http';

/** A program behind the gateway. */
export type Part = {
	/**
	 * @param client whose going away ends the question too
	 * @throws PartFailed where no answer began in time
	 */
	ask(asked: Asked, client?: ServerResponse): Promise<IncomingMessage>;
};

export type Asked = { method: string; path: string; headers: Record<string, string> };

export class PartFailed extends Error {
	override name = 'PartFailed';
	readonly code: 'bad-gateway' | 'gateway-timeout';
	constructor(code: PartFailed['code']) {
		super(code);
		this.code = code;
	}
}

// #region part
/** @param waitMs from the question until its whole answer */
export function createPart({ hostname, port }: URL, waitMs: number): Part {
	// Without keepAlive each question opens a connection. The limit is beyond any load here; 256, the default of idle ones kept,
	// would close and open connections all the time where more are in use.
	const agent = new Agent({ keepAlive: true, maxSockets: 10_000, maxFreeSockets: 10_000 });
	const askOnce = ({ method, path, headers }: Asked, client?: ServerResponse) =>
		new Promise<IncomingMessage>((resolve, reject) => {
			const asked = request({ agent, hostname, port, method, path, headers });
			// Of the whole exchange: `timeout` of node:http would be that of a silence, which a slow trickle never breaks.
			const timer = setTimeout(() => asked.destroy(new PartFailed('gateway-timeout')), waitMs);
			const stop = () => asked.destroy();
			client?.once('close', stop);
			asked.once('response', resolve);
			asked.once('close', () => {
				clearTimeout(timer);
				client?.off('close', stop);
			});
			asked.once('error', (error) => {
				const failed = error instanceof PartFailed ? error : new PartFailed('bad-gateway');
				reject(asked.reusedSocket && isStale(error) ? new StaleConnection() : failed);
			});
			asked.end();
		});
	return {
		async ask(asked, client) {
			for (;;) {
				try {
					return await askOnce(asked, client);
				} catch (error) {
					if (!(error instanceof StaleConnection)) throw error;
				}
			}
		},
	};
}

/**
 * The connection was kept, and the part closed it or ended before it saw the question: node:http leaves it to its user to
 * ask again ("request.reusedSocket" in doc/api/http.md). Every question here is a GET or HEAD, which may be repeated (RFC
 * 9110, 9.2.2), and each failure takes a kept connection away, so that in the end there is a new one.
 */
class StaleConnection extends Error {
	override name = 'StaleConnection';
}

function isStale({ code }: NodeJS.ErrnoException): boolean {
	return code === 'ECONNRESET' || code === 'EPIPE';
}
// #endregion part
