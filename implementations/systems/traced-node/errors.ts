import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';

/** Every error this server explains: one shape, and never the text of an exception. */
const ERRORS = {
	'bad-request': [400, 'This is not a request that the server reads.'],
	'not-found': [404, 'There is nothing at this path.'],
	internal: [500, 'The server failed to answer.'],
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
	_request: FastifyRequest,
	reply: FastifyReply,
): void {
	const { statusCode } = error;
	const code = statusCode !== undefined && statusCode < 500 ? 'bad-request' : 'internal';
	// Nobody else hears of it: there is no logger, and the client is told nothing of our inside.
	if (code === 'internal') console.error(error);
	sendError(reply, code);
}

const METHODS_IN_WORDS = new Intl.ListFormat('en-GB');

/** With a serialiser of its own, so that no route's response schema has to know of errors. */
function send(reply: FastifyReply, status: number, code: string, message: string): FastifyReply {
	return reply
		.code(status)
		.type('application/json')
		.serializer(JSON.stringify)
		.send({ error: { code, message } });
}
