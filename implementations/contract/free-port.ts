import { createServer } from 'node:net';

/**
 * Below what Linux (from 32768) and macOS (from 49152) give to connections that leave: a port among those can be taken by any
 * client between being found free and being listened on, and the suite opens thousands.
 */
const FIRST = 20_000;
const LAST = 31_999;

/** Ports given out by this process, since the same may be drawn again before its server listens. */
const given = new Set<number>();

/** A port of 127.0.0.1 on which nothing listens now. */
export async function freePort(): Promise<number> {
	const port = FIRST + Math.floor(Math.random() * (LAST - FIRST + 1));
	if (given.has(port) || !(await isFree(port))) return freePort();
	given.add(port);
	return port;
}

function isFree(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(false));
		server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
	});
}
