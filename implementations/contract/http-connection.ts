import { connect, type Socket } from 'node:net';
import type { ServerAddress } from './contract-case.ts';

/** One HTTP/1.1 answer, as it came over the wire. */
export type Answer = {
	status: number;
	/** Names in lower case; values of repeated fields in order. */
	headers: Map<string, string[]>;
	body: string;
	/** What `body` was read from. */
	bytes: Buffer;
};

/** A plain connection, on which a case can send what an HTTP client would refuse to. */
export type Connection = {
	send(text: string): void;
	/** The next answer. `toHead`: it answers HEAD, so its length announces a body that does not come. */
	answer(options?: { toHead?: boolean }): Promise<Answer>;
	/** The next answer, or `closed` where the server ended the connection instead. */
	answerOrClosed(): Promise<Answer | 'closed'>;
	/** Resolves with the seconds it took the server to end the connection. @throws after `secondsAtMost`. */
	closed(secondsAtMost: number): Promise<number>;
	isOpen(): boolean;
	/** Sends the end of what this side has to say; answers can still come. */
	closeHalf(): void;
	/** Reads nothing more, so that the kernel's buffers fill up, until `resume`. */
	pause(): void;
	resume(): void;
	/** Bytes that came and were not (yet) a whole answer. */
	unread(): number;
	destroy(): void;
};

const SECONDS_TO_ANSWER = 20;

/** Opens a connection. @throws where nobody listens. */
export async function open({ host, port }: ServerAddress): Promise<Connection> {
	const socket = connect({ host, port, noDelay: true });
	await new Promise<void>((resolve, reject) => {
		socket.once('connect', resolve);
		socket.once('error', reject);
	});
	return connectionOn(socket);
}

/** Asks once on a connection of its own. */
export async function ask(
	server: ServerAddress,
	target: string,
	method = 'GET',
	headers: readonly string[] = [],
): Promise<Answer> {
	const connection = await open(server);
	try {
		connection.send(request(target, method, headers));
		return await connection.answer({ toHead: method === 'HEAD' });
	} finally {
		connection.destroy();
	}
}

/** The text of a request without a body. */
export function request(target: string, method = 'GET', headers: readonly string[] = []): string {
	return [`${method} ${target} HTTP/1.1`, 'Host: contract.test', ...headers, '', ''].join('\r\n');
}

function connectionOn(socket: Socket): Connection {
	let received: Buffer = Buffer.alloc(0);
	let ended = false;
	let wake = (): void => {};
	socket.on('data', (bytes: Buffer) => {
		received = Buffer.concat([received, bytes]);
		wake();
	});
	// A reset is one way in which a server ends a connection: 'close' follows it.
	socket.on('error', () => {});
	for (const event of ['end', 'close']) {
		socket.on(event, () => {
			ended = true;
			wake();
		});
	}

	async function until<Value>(
		look: () => Value | undefined,
		seconds: number,
		what: string,
	): Promise<Value> {
		const deadlineMs = performance.now() + seconds * 1_000;
		for (;;) {
			const value = look();
			if (value !== undefined) return value;
			const leftMs = deadlineMs - performance.now();
			if (leftMs <= 0)
				throw new Error(`expected ${what} within ${seconds} s, got ${shown(received)}`);
			await new Promise<void>((resolve) => {
				const timer = setTimeout(resolve, leftMs);
				wake = () => {
					clearTimeout(timer);
					resolve();
				};
			});
		}
	}

	const next = (toHead: boolean): Answer | 'closed' | undefined => {
		const parsed = parseAnswer(received, ended, toHead);
		if (parsed === undefined) return ended ? 'closed' : undefined;
		received = received.subarray(parsed.length);
		return parsed.answer;
	};

	return {
		send: (text) => void socket.write(text, 'latin1'),
		async answer({ toHead = false } = {}) {
			const answer = await until(() => next(toHead), SECONDS_TO_ANSWER, 'an answer');
			if (answer !== 'closed') return answer;
			throw new Error(`expected an answer, got a closed connection after ${shown(received)}`);
		},
		answerOrClosed: () =>
			until(() => next(false), SECONDS_TO_ANSWER, 'an answer or a closed connection'),
		async closed(secondsAtMost) {
			const startedMs = performance.now();
			await until(() => ended || undefined, secondsAtMost, 'the server to close the connection');
			return (performance.now() - startedMs) / 1_000;
		},
		isOpen: () => !ended,
		closeHalf: () => void socket.end(),
		pause: () => void socket.pause(),
		resume: () => void socket.resume(),
		unread: () => received.length,
		destroy: () => socket.destroy(),
	};
}

function shown(bytes: Buffer): string {
	return bytes.length === 0 ? 'nothing' : JSON.stringify(bytes.toString('latin1').slice(0, 200));
}

/** Interim answers, 204 and 304 (RFC 9112 6.3). */
const hasNoBody = (status: number): boolean => status < 200 || status === 204 || status === 304;

/** Undefined while the answer is not complete. Length and close are the only framings that the contract allows. */
export function parseAnswer(
	bytes: Buffer,
	ended: boolean,
	toHead: boolean,
): { answer: Answer; length: number } | undefined {
	const headEnd = bytes.indexOf('\r\n\r\n');
	if (headEnd === -1) return undefined;
	const [statusLine = '', ...fields] = bytes.subarray(0, headEnd).toString('latin1').split('\r\n');
	const status = Number(/^HTTP\/1\.[01] ([1-5][0-9]{2})/.exec(statusLine)?.[1]);
	if (Number.isNaN(status)) throw new Error(`expected an HTTP answer, got ${shown(bytes)}`);
	const headers = parseFields(fields);
	const start = headEnd + 4;
	const declared = headers.get('content-length')?.[0];
	const bodiless = toHead || hasNoBody(status);
	if (declared === undefined && !bodiless && !ended) return undefined;
	const end = bodiless ? start : declared === undefined ? bytes.length : start + Number(declared);
	if (bytes.length < end) return undefined;
	const body = bytes.subarray(start, end);
	return { answer: { status, headers, body: body.toString('utf8'), bytes: body }, length: end };
}

function parseFields(fields: readonly string[]): Map<string, string[]> {
	const headers = new Map<string, string[]>();
	for (const field of fields) {
		const colon = field.indexOf(':');
		const name = field.slice(0, colon).toLowerCase();
		headers.set(name, [...(headers.get(name) ?? []), field.slice(colon + 1).trim()]);
	}
	return headers;
}
