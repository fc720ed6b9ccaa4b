import type { FastifyPluginAsync } from 'fastify';
import { sendError } from './errors.ts';

// #region handler
/**
 * Sends a body back as the bytes that came: what the same exchange costs without any JSON.
 *
 * All of it is collected first, though none is looked at, because that is what parsing needs too. To
 * pipe the request into the answer would be shorter and would measure something else.
 */
export const jsonEchoRoutes: FastifyPluginAsync = async (app) => {
	// In this plugin alone JSON is not parsed; elsewhere Fastify's parser stays.
	app.removeContentTypeParser('application/json');
	app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
		done(null, body);
	});
	app.post<{ Body: Buffer | undefined }>('/json/echo', ({ body }, reply) => {
		// Undefined where there was neither a type nor a body.
		if (body === undefined) return sendError(reply, 'unsupported-media-type');
		return body.length === 0 ? sendError(reply, 'invalid-body') : reply.send(body);
	});
};
// #endregion handler
