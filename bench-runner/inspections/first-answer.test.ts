import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { exchange } from './first-answer.ts';

it('fails where the connection is closed without an answer, and ends nothing else', async () => {
	const server = createServer((socket) => socket.resume().end()).listen(0, '127.0.0.1');
	onTestFinished(() => void server.close());
	await once(server, 'listening');
	const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
	const operation = { method: 'GET', path: '/', expect: { status: 200, body: '' } } as const;
	await expect(exchange(socket, operation)).rejects.toThrow('It answered "".');
});
