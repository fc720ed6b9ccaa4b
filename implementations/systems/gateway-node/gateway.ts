import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendError, type Handler } from './answers.ts';
import { type Asked, createPart, type Part, PartFailed } from './part.ts';
import { requestId, traced } from './request-headers.ts';
import type { Settings } from './settings.ts';
import { isDraining } from './shutdown.ts';

// #region gateway
/** What has a path answered by the programs behind the gateway; undefined where nobody answers it. */
export function createGateway({
	parts,
	partWaitMs,
}: Settings): (path: string) => Handler | undefined {
	const [auth, cache, compute] = [parts.auth, parts.cache, parts.compute].map(
		(url) => url && createPart(url, partWaitMs),
	);
	return (path) => {
		if (path === '/work' && compute) return (...both) => void forward(compute, path, ...both);
		if (!auth || !path.startsWith(PROTECTED)) return undefined;
		const rest = path.slice(PROTECTED.length);
		if (rest === '/work' && compute) return (...both) => void protect(auth, compute, rest, ...both);
		if (CACHED.test(rest) && cache) return (...both) => void protect(auth, cache, rest, ...both);
		return undefined;
	};
}

/** Only who has a token gets further, and what is behind learns from the gateway alone who that is. */
async function protect(
	auth: Part,
	part: Part,
	path: string,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	try {
		const { authorization } = request.headers;
		const asked = { ...traced(request), ...(authorization && { authorization }) };
		const verdict = await auth.ask({ method: 'GET', path: '/me', headers: asked });
		// 401 with its challenge and 429 with its Retry-After, as the service says them.
		if (verdict.statusCode !== 200) return void passOn(verdict, request, response);
		await forward(part, path, request, response, { 'x-user-id': await subjectIn(verdict) });
	} catch (error) {
		refuse(error, response);
	}
}
// #endregion gateway

const PROTECTED = '/gateway';
const CACHED = /^\/cached\/[^/]+$/;

async function forward(
	part: Part,
	path: string,
	request: IncomingMessage,
	response: ServerResponse,
	headers: Record<string, string> = {},
): Promise<void> {
	const target = request.url ?? '';
	const query = target.includes('?') ? target.slice(target.indexOf('?')) : '';
	const asked: Asked = {
		method: request.method ?? 'GET',
		path: path + query,
		headers: { ...traced(request), ...headers },
	};
	try {
		const answer = await part.ask(asked, response);
		passOn(answer, request, response);
	} catch (error) {
		refuse(error, response);
	}
}

/** Status, end-to-end fields and body, as they come. */
function passOn(answer: IncomingMessage, request: IncomingMessage, response: ServerResponse): void {
	for (const [name, value] of Object.entries(answer.headers)) {
		if (value !== undefined && !HOP_BY_HOP.has(name)) response.setHeader(name, value);
	}
	response.setHeader('X-Request-Id', requestId(request));
	if (isDraining()) response.setHeader('Connection', 'close');
	response.writeHead(answer.statusCode ?? 502);
	answer.pipe(response);
	// Half an answer must not look like a whole one: pipe() ends nothing when its source fails.
	answer.once('error', () => response.destroy());
	response.once('close', () => answer.destroy());
}

/** Of a connection, not of an answer (RFC 9110, 7.6.1); node:http writes its own. `date` it would keep twice. */
const HOP_BY_HOP = new Set([
	'connection',
	'keep-alive',
	'transfer-encoding',
	'upgrade',
	'trailer',
	'date',
]);

async function subjectIn(verdict: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of verdict) chunks.push(chunk as Buffer);
	const { subject } = JSON.parse(Buffer.concat(chunks).toString()) as { subject?: unknown };
	// A field of HTTP takes no more than this; whoever else is named cannot be passed on.
	if (typeof subject === 'string' && /^[!-~]{1,256}$/.test(subject)) return subject;
	throw new PartFailed('bad-gateway');
}

function refuse(error: unknown, response: ServerResponse): void {
	if (response.headersSent || response.destroyed) return void response.destroy();
	sendError(response, error instanceof PartFailed ? error.code : 'bad-gateway');
}
