import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Stands between a server and its database, so that one subject's database can go away and come back. */
export type Proxy = {
	/** `url` with this address in it. */
	url: string;
	/** Cuts every connection and takes no more, as a database that has ended. */
	stop(): Promise<void>;
	start(): Promise<void>;
	/** Passes nothing on any more and says nothing, as a machine that hangs; connections are still taken. */
	hang(): void;
	/** What had come meanwhile is passed on. */
	resume(): void;
};

export async function startProxy(url: string): Promise<Proxy> {
	const target = new URL(url);
	const sockets = new Set<Socket>();
	let hangs = false;
	let server: Server | undefined;
	let port = 0;
	const relay = (from: Socket, to: Socket): void => {
		sockets.add(from);
		from.on('data', (bytes) => void to.write(bytes));
		from.on('error', () => {});
		from.on('close', () => {
			sockets.delete(from);
			to.destroy();
		});
		if (hangs) from.pause();
	};
	const proxy: Proxy = {
		url: '',
		async start() {
			server = createServer((near) => {
				const far = connect(Number(target.port), target.hostname);
				relay(near, far);
				relay(far, near);
			});
			await new Promise<void>((resolve) => server?.listen(port, '127.0.0.1', resolve));
			port = (server.address() as AddressInfo).port;
		},
		async stop() {
			const closed = new Promise((resolve) => server?.close(resolve));
			for (const socket of sockets) socket.destroy();
			await closed;
		},
		hang() {
			hangs = true;
			for (const socket of sockets) socket.pause();
		},
		resume() {
			hangs = false;
			for (const socket of sockets) socket.resume();
		},
	};
	await proxy.start();
	const changed = new URL(url);
	changed.port = String(port);
	proxy.url = changed.href;
	return proxy;
}
