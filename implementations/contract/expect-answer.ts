import type { Answer } from './http-connection.ts';

export type ExpectedAnswer = { status: number; body: string };

export const errors = {
	invalidParameter: error(
		400,
		'invalid-parameter',
		'n must be given once, as a whole number from 1 to 20000.',
	),
	ambiguousToken: error(400, 'ambiguous-token', 'Send one Authorization field.'),
	missingToken: error(401, 'missing-token', 'Send a bearer token.'),
	invalidToken: error(401, 'invalid-token', 'The token is not valid.'),
	rateLimited: error(429, 'rate-limited', 'This subject has used up its requests for now.'),
	notFound: error(404, 'not-found', 'There is nothing at this path.'),
	overloaded: error(503, 'overloaded', 'Too many requests are waiting.'),
	unsupportedMediaType: error(415, 'unsupported-media-type', 'Send application/json.'),
	bodyTooLarge: error(413, 'body-too-large', 'A body may have at most 1048576 bytes.'),
	invalidBody: error(400, 'invalid-body', 'The body is not what this path takes.'),
	conflict: error(409, 'conflict', 'Another product has this sku.'),
	preconditionFailed: error(412, 'precondition-failed', 'The product has another version by now.'),
	preconditionRequired: error(
		428,
		'precondition-required',
		'Send If-Match with the version that you read.',
	),
	valueChanged: error(412, 'precondition-failed', 'The counter has another value by now.'),
	valueRequired: error(428, 'precondition-required', 'Send If-Match with the value that you read.'),
	upgradeRequired: error(426, 'upgrade-required', 'This path speaks WebSocket.'),
	unavailable: error(503, 'unavailable', 'The database does not answer.'),
	badGateway: error(502, 'bad-gateway', 'A service behind this one gave no answer.'),
	gatewayTimeout: error(504, 'gateway-timeout', 'A service behind this one took too long.'),
	originFailed: error(502, 'bad-gateway', 'The origin does not answer.'),
	originTooSlow: error(504, 'gateway-timeout', 'The origin did not answer in time.'),
	notReady: error(503, 'not-ready', 'The server is shutting down.'),
} satisfies Record<string, ExpectedAnswer>;

export const helloAnswer: ExpectedAnswer = { status: 200, body: '{"message":"Hello, World!"}' };

export function primeAnswer(n: number, prime: number): ExpectedAnswer {
	return { status: 200, body: JSON.stringify({ n, prime }) };
}

/** @param allowed the path's methods, in the order of the field `Allow` */
export function methodNotAllowed(allowed: readonly string[]): ExpectedAnswer {
	const [last = ''] = allowed.slice(-1);
	const others = allowed.slice(0, -1).join(', ');
	const words = others === '' ? last : `${others} and ${last}`;
	return error(405, 'method-not-allowed', `This path answers ${words}.`);
}

/** Status, body and framing of an answer, byte for byte. @throws Error in a sentence. */
export function expectAnswer(asked: string, answer: Answer, expected: ExpectedAnswer): void {
	expectSame(`the status of ${asked}`, answer.status, expected.status);
	expectSame(`the body of ${asked}`, answer.body, expected.body);
	expectHead(asked, answer, Buffer.byteLength(expected.body));
}

/** The fields that every answer with JSON has, with or without the body they describe. */
export function expectHead(asked: string, { headers }: Answer, bodyBytes: number): void {
	expectSame(`Content-Type of ${asked}`, headers.get('content-type')?.join(), 'application/json');
	expectSame(
		`Content-Length of ${asked}`,
		headers.get('content-length')?.join(),
		String(bodyBytes),
	);
	expectSame(`Transfer-Encoding of ${asked}`, headers.get('transfer-encoding')?.join(), undefined);
}

export function expectSame(what: string, got: unknown, expected: unknown): void {
	if (Object.is(got, expected)) return;
	throw new Error(`${what}: expected ${show(expected)}, got ${show(got)}`);
}

function error(status: number, code: string, message: string): ExpectedAnswer {
	return { status, body: JSON.stringify({ error: { code, message } }) };
}

function show(value: unknown): string {
	return value === undefined ? 'none' : JSON.stringify(value);
}
