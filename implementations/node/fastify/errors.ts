import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { Unavailable } from './unavailable.ts';

/** Every error this server explains: one shape, and never the text of an exception. */
const ERRORS = {
	'invalid-body': [400, 'The body is not what this path takes.'],
	'ambiguous-token': [400, 'Send one Authorization field.'],
	'missing-token': [401, 'Send a bearer token.'],
	'invalid-token': [401, 'The token is not valid.'],
	'not-found': [404, 'There is nothing at this path.'],
	conflict: [409, 'Another product has this sku.'],
	'precondition-failed': [412, 'The product has another version by now.'],
	'body-too-large': [413, 'A body may have at most 1048576 bytes.'],
	'unsupported-media-type': [415, 'Send application/json.'],
	'precondition-required': [428, 'Send If-Match with the version that you read.'],
	'rate-limited': [429, 'This subject has used up its requests for now.'],
	internal: [500, 'The server failed to answer.'],
	overloaded: [503, 'Too many requests are waiting.'],
	unavailable: [503, 'The database does not answer.'],
	'not-ready': [503, 'The server is shutting down.'],
} as const;

type Code = keyof typeof ERRORS;

export function sendError(reply: FastifyReply, code: Code): FastifyReply {
	const [status, message] = ERRORS[code];
	return send(reply, status, code, message);
}

/** @param methods the path's own, in the order of the field `Allow` */
export function sendMethodNotAllowed(reply: FastifyReply, methods: readonly string[]): void {
	const words = METHODS_IN_WORDS.format(methods);
	reply.header('Allow', methods.join(', '));
	send(reply, 405, 'method-not-allowed', `This path answers ${words}.`);
}

/** For `setErrorHandler`: whatever Fastify or a handler has thrown. */
export function answerError(
	error: FastifyError,
	request: FastifyRequest,
	reply: FastifyReply,
): void {
	if (error.validationContext === 'querystring') {
		const [first] = error.validation ?? [];
		send(reply, 400, 'invalid-parameter', first?.message ?? '');
		return;
	}
	const code = error instanceof Unavailable ? 'unavailable' : codeOf(error, request);
	if (code === 'unavailable') reply.header('Retry-After', '1');
	// Nobody else hears of it: there is no logger, and the client is told nothing of our inside.
	if (code === 'internal') console.error(error);
	sendError(reply, code);
}

const METHODS_IN_WORDS = new Intl.ListFormat('en-GB');

function codeOf(error: FastifyError, request: FastifyRequest): Code {
	switch (error.code) {
		case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
			return 'unsupported-media-type';
		case 'FST_ERR_CTP_BODY_TOO_LARGE':
			return 'body-too-large';
		case 'FST_ERR_VALIDATION':
			// Without a type and without a body Fastify asks the schema, not the parsers.
			return request.headers['content-type'] === undefined
				? 'unsupported-media-type'
				: 'invalid-body';
		default:
			// FST_ERR_CTP_INVALID_JSON_BODY, _EMPTY_JSON_BODY, _INVALID_CONTENT_LENGTH: the client's fault.
			return isClientFault(error) ? 'invalid-body' : 'internal';
	}
}

function isClientFault({ statusCode }: FastifyError): boolean {
	return statusCode !== undefined && statusCode >= 400 && statusCode < 500;
}

/** With a serialiser of its own, so that no route's response schema has to know of errors. */
function send(reply: FastifyReply, status: number, code: string, message: string): FastifyReply {
	return reply
		.code(status)
		.type('application/json')
		.serializer(JSON.stringify)
		.send({ error: { code, message } });
}
