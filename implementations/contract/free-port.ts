import { createServer, type AddressInfo } from 'node:net';

/** Ports given out by this process, since the system may offer one again before its server listens. */
const given = new Set<number>();

/** A port of 127.0.0.1 on which nothing listens now. */
export async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	if (given.has(port)) return freePort();
	given.add(port);
	return port;
}
