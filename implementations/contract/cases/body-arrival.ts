import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { ContractCase, ServerAddress } from '../contract-case.ts';
import { errors, expectAnswer, expectSame } from '../expect-answer.ts';
import { open, request, type Answer, type Connection } from '../http-connection.ts';
import { requestWithBody, sendBody, type BodyOptions } from '../send-body.ts';
import { expectAnswerOf, expectOneOf, ruleOf, type BodyPath } from './body-path.ts';

/** Legal, and rare enough to be forgotten by whoever writes a parser (RFC 9112 7.1). */
const CHUNKED: Record<string, (body: string) => string> = {
	'with an extension': (body) => `${size(body)};a=b;c="d"\r\n${body}\r\n0;e\r\n\r\n`,
	'with leading zeros': (body) => `000${size(body)}\r\n${body}\r\n000\r\n\r\n`,
	'with capital letters': (body) => `${size(body).toUpperCase()}\r\n${body}\r\n0\r\n\r\n`,
	'with a trailer': (body) => `${size(body)}\r\n${body}\r\n0\r\nX-Sum: 1\r\n\r\n`,
};

/** Of a field that says how long a body is a trailer must not be believed (RFC 9110 6.5.1): ignored, or refused. */
const LENGTH_IN_TRAILER = '\r\n0\r\nContent-Length: 4\r\nContent-Type: text/plain\r\n\r\n';

/** Fewer than a bounded queue holds, so that none is refused for being one too many. */
const AT_ONCE = 50;

/** How a body may come that is as good as any other. */
export function arrivalRules(path: BodyPath): ContractCase[] {
	const { method, target, valid } = path;
	const rule = ruleOf(path);
	const text = requestWithBody(target, valid, { method });
	const head = text.slice(0, text.indexOf('\r\n\r\n') + 4);
	const chunkedHead = head.replace(/Content-Length: \d+/, 'Transfer-Encoding: chunked');
	const expectTaken = async (connection: Connection) =>
		expectAnswer(`${method} ${target}`, await connection.answer(), path.answer);
	const on = (name: string, talk: (connection: Connection) => Promise<void>) =>
		rule(name, async (server) => {
			const connection = await open(server);
			try {
				await talk(connection);
			} finally {
				connection.destroy();
			}
		});
	const inChunksOf = (chunkBytes: number) =>
		rule(`a body in chunks of ${chunkBytes} bytes is taken`, async (server) => {
			const options: BodyOptions = { method, chunkBytes };
			const answer = await sendBody(server, target, valid, options);
			expectAnswerOf(`${method} in chunks of ${chunkBytes}`, answer, path.answer);
		});
	return [
		inChunksOf(100),
		inChunksOf(3),
		inChunksOf(1),
		...Object.entries(CHUNKED).map(([name, inChunks]) =>
			on(`a body in chunks ${name} is taken`, async (connection) => {
				connection.send(chunkedHead + inChunks(valid));
				await expectTaken(connection);
			}),
		),
		on(
			'a body whose trailer gives it a length is taken as it came, or refused',
			async (connection) => {
				connection.send(`${chunkedHead}${size(valid)}\r\n${valid}${LENGTH_IN_TRAILER}`);
				const answer = await connection.answerOrClosed();
				if (answer === 'closed' || answer.status === 400) return;
				expectAnswer(`${method} ${target}`, answer, path.answer);
			},
		),
		rule('a request cut in two at any of its bytes is taken', async (server) => {
			for (let first = 1; first < text.length; first += AT_ONCE) {
				const count = Math.min(AT_ONCE, text.length - first);
				const places = Array.from({ length: count }, (_, place) => first + place);
				await cutAt(places, server, text, expectTaken);
			}
		}),
		on('a request that comes in pieces of three bytes is taken', async (connection) => {
			for (let start = 0; start < text.length; start += 3) {
				connection.send(text.slice(start, start + 3));
				await new Promise((resolve) => setImmediate(resolve));
			}
			await expectTaken(connection);
		}),
		on('pipelined bodies are answered in order, and a request after them', async (connection) => {
			connection.send(text + text + request('/health'));
			await expectTaken(connection);
			await expectTaken(connection);
			expectSame('what follows', (await connection.answer()).body, '{"status":"ok"}');
		}),
		on('a body that waits for "100 Continue" is asked for and taken', async (connection) => {
			connection.send(head.replace('\r\n\r\n', '\r\nExpect: 100-continue\r\n\r\n'));
			expectSame('the interim answer', (await connection.answer()).status, 100);
			connection.send(valid);
			await expectTaken(connection);
		}),
		rule('a body that says it is compressed is refused, or was not', async (server) => {
			const coded = (body: string | Buffer) =>
				requestWithBody(target, body, { method }).replace('\r\n', '\r\nContent-Encoding: gzip\r\n');
			const refused = [errors.invalidBody, errors.unsupportedMediaType];
			expectOneOf('plain text', await askOnce(server, coded(valid)), [path.answer, ...refused]);
			const zipped = await askOnce(server, coded(gzipSync(valid)));
			// Who does not parse has no reason to look into it.
			if (target !== '/json/echo') expectOneOf('what is compressed', zipped, refused);
		}),
		on('a body of the media type alone, without a length, is empty', async (connection) => {
			connection.send(head.replace(/Content-Length: \d+\r\n/, ''));
			expectAnswer('a request without a body', await connection.answer(), errors.invalidBody);
		}),
		on('a body by HTTP/1.0 is taken, and its connection closed', async (connection) => {
			connection.send(text.replace('HTTP/1.1', 'HTTP/1.0'));
			await expectTaken(connection);
			await connection.closed(2);
		}),
		on('a body with Connection: close is taken, and its connection closed', async (connection) => {
			connection.send(text.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'));
			await expectTaken(connection);
			await connection.closed(2);
		}),
	];
}

async function askOnce(server: ServerAddress, text: string): Promise<Answer | 'closed'> {
	const connection = await open(server);
	try {
		connection.send(text);
		return await connection.answerOrClosed();
	} finally {
		connection.destroy();
	}
}

async function cutAt(
	places: readonly number[],
	server: ServerAddress,
	text: string,
	expectTaken: (connection: Connection) => Promise<void>,
): Promise<void> {
	const connections = await Promise.all(places.map(() => open(server)));
	try {
		connections.forEach((connection, at) => connection.send(text.slice(0, places[at])));
		// Long enough for the first pieces to be read before the others come.
		await sleep(30);
		connections.forEach((connection, at) => connection.send(text.slice(places[at])));
		await Promise.all(connections.map(expectTaken));
	} finally {
		for (const connection of connections) connection.destroy();
	}
}

function size(body: string): string {
	return Buffer.byteLength(body).toString(16);
}
