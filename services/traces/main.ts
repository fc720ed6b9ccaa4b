import type { AddressInfo } from 'node:net';
import { createTraceSink } from './server.ts';

/*
 * node main.ts: says its port in a line, and serves for as long as whoever started it holds the other end of its standard
 * input. The pipe closes when that process ends, however it ends.
 */

const server = createTraceSink();
server.listen({ host: '127.0.0.1', port: 0 }, () => {
	process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
process.stdin.on('end', () => process.exit(0)).resume();
