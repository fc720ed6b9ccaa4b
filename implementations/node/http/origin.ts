import { Agent, request, type IncomingMessage } from 'node:http';

/** What the origin answered: a document, or that it has none. */
export type OriginAnswer =
	| { found: true; body: Buffer; cacheControl: string | undefined; age: string | undefined }
	| { found: false };

/** Why it did not: it cannot be reached or fails, or it takes too long. */
export class OriginFailed extends Error {
	override name = 'OriginFailed';
	readonly reason: 'bad-gateway' | 'gateway-timeout';

	constructor(reason: 'bad-gateway' | 'gateway-timeout') {
		super(reason);
		this.reason = reason;
	}
}

/** What a cache is in front of can be slow, so what it asks is bounded: beyond it requests wait for a connection. */
const CONNECTIONS = 256;

const LARGEST_BODY = 1_048_576;

/** @returns what asks the origin for a document. It throws OriginFailed, within `waitMs`. */
export function createOrigin(url: string, waitMs: number): (key: string) => Promise<OriginAnswer> {
	// Without an agent of its own node:http opens as many connections as are asked for at once.
	const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
	return async (key) => {
		// From here to the last byte: a time-out of the socket would begin again with each byte.
		const signal = AbortSignal.timeout(waitMs);
		try {
			return await read(await ask(`${url}/documents/${key}`, agent, signal));
		} catch {
			throw new OriginFailed(signal.aborted ? 'gateway-timeout' : 'bad-gateway');
		}
	};
}

function ask(url: string, agent: Agent, signal: AbortSignal): Promise<IncomingMessage> {
	return new Promise((resolve, reject) => {
		request(url, { agent, signal }, resolve).once('error', reject).end();
	});
}

async function read(answer: IncomingMessage): Promise<OriginAnswer> {
	const chunks: Buffer[] = [];
	let bytes = 0;
	// Read to the end in any case: until then nobody else can use the connection.
	for await (const chunk of answer as AsyncIterable<Buffer>) {
		bytes += chunk.length;
		if (bytes > LARGEST_BODY) throw new RangeError('The body is too large to keep.');
		chunks.push(chunk);
	}
	if (answer.statusCode === 404) return { found: false };
	if (answer.statusCode !== 200) throw new Error('It answered neither 200 nor 404.');
	const { 'cache-control': cacheControl, age } = answer.headers;
	return { found: true, body: Buffer.concat(chunks), cacheControl, age };
}
