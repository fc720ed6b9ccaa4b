import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands for a program behind a gateway: it keeps the heads of what it was asked, and answers as a case wants. */
export type RecordingPart = {
	url: string;
	/** Heads in the order in which they came. */
	asked: IncomingMessage[];
	/** How it answers from now on. */
	answerBy(answer: (request: IncomingMessage, response: ServerResponse) => void): void;
	/** Cuts every connection and takes no more, as a program that was killed. */
	stop(): Promise<void>;
	/** On the same port as before. */
	start(): Promise<void>;
};

export async function startRecordingPart(): Promise<RecordingPart> {
	const asked: IncomingMessage[] = [];
	let answer = (_request: IncomingMessage, response: ServerResponse): void =>
		sendJson(response, {});
	let server: Server | undefined;
	let port = 0;
	const part: RecordingPart = {
		url: '',
		asked,
		answerBy: (next) => (answer = next),
		async start() {
			server = createServer((request, response) => {
				asked.push(request);
				answer(request, response);
			});
			await new Promise<void>((resolve) => server?.listen(port, '127.0.0.1', resolve));
			port = (server.address() as AddressInfo).port;
		},
		async stop() {
			const closed = new Promise((resolve) => server?.close(resolve));
			server?.closeAllConnections();
			await closed;
		},
	};
	await part.start();
	part.url = `http://127.0.0.1:${port}`;
	return part;
}

export function sendJson(response: ServerResponse, value: unknown): void {
	const body = JSON.stringify(value);
	response.writeHead(200, {
		'Content-Type': 'application/json',
		'Content-Length': Buffer.byteLength(body),
	});
	response.end(body);
}
