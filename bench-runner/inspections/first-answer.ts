import { connect, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import type { Operation } from '../../src/core/schemas/workload.ts';
import { CliError, Interrupted } from '../error.ts';
import { firstRequest } from '../first-request.ts';
import { describeExit } from '../processes/group.ts';
import type { RunningServer } from '../processes/server.ts';

const readyWithinMs = 15_000;
const answersWithinMs = 10_000;

/**
 * Asks again and again, as fast as the system refuses, because a millisecond of waiting is as long as some servers need. The
 * runner has a core of its own for it, where the machine has two.
 *
 * @throws CliError when the server ends or stays silent; Interrupted when asked to stop
 */
export async function firstConnection(
	{ port, group }: RunningServer,
	signal: AbortSignal,
): Promise<Socket> {
	const deadline = performance.now() + readyWithinMs;
	for (;;) {
		const socket = await tryConnection(port);
		if (socket) return socket;
		if (signal.aborted) throw new Interrupted();
		if (group.hasExited()) {
			const exit = describeExit(await group.exited);
			throw new CliError(`It ended with ${exit} at its start. It said: ${group.output().trim()}`);
		}
		if (performance.now() > deadline)
			throw new CliError(`It took no connection within ${readyWithinMs / 1000} s.`);
		await setImmediate();
	}
}

function tryConnection(port: number): Promise<Socket | undefined> {
	return new Promise((resolve) => {
		const socket = connect({ host: '127.0.0.1', port, noDelay: true });
		socket.once('connect', () => resolve(socket));
		socket.once('error', () => resolve(undefined));
	});
}

/** Sends one request on the connection and reads until the server closes it. @throws CliError when no answer comes in time */
export async function exchange(
	socket: Socket,
	operation: Operation,
): Promise<{ status: number; body: string }> {
	const { path, body } = firstRequest(operation);
	const answer = await new Promise<string>((resolve, reject) => {
		const timer = setTimeout(() => {
			socket.destroy();
			reject(new CliError(`It did not answer within ${answersWithinMs / 1000} s.`));
		}, answersWithinMs);
		let text = '';
		socket.setEncoding('utf8').on('data', (chunk) => (text += String(chunk)));
		socket.once('error', reject);
		socket.once('close', () => {
			clearTimeout(timer);
			resolve(text);
		});
		socket.write(requestText(operation, path, body));
	});
	// Not in the listener, where what is thrown would end the runner.
	return parseAnswer(answer);
}

function requestText({ method, headers = {} }: Operation, path: string, body: string | undefined) {
	const fields = {
		host: '127.0.0.1',
		connection: 'close',
		...headers,
		...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
	};
	const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
	return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body ?? ''}`;
}

/** Enough of HTTP for an answer with a length that ends its connection. */
function parseAnswer(text: string): { status: number; body: string } {
	const end = text.indexOf('\r\n\r\n');
	const status = /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1];
	if (end < 0 || status === undefined) throw new CliError(`It answered "${text.slice(0, 80)}".`);
	return { status: Number(status), body: text.slice(end + 4) };
}
