import { METHODS } from 'node:http';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply } from 'fastify';
import { sendError, sendMethodNotAllowed } from './errors.ts';

/*
 * Both refusals are given in `onRequest`, before a body is read: a body that nobody wants must not be
 * what a request is refused for.
 */

/**
 * Watches the routes that are registered from now on. The plugin that it returns, registered after
 * them, answers 405 to the methods that a path does not serve.
 *
 * Fastify alone answers 404 there, on purpose (its pull request 862): the router has a tree for each
 * method, and one tree does not know the paths of the others.
 */
export function refuseOtherMethods(app: FastifyInstance): FastifyPluginAsync {
	// Fastify routes nine methods unless told of more; node:http parses some thirty.
	for (const method of METHODS) {
		if (!app.supportedMethods.includes(method)) app.addHttpMethod(method);
	}
	const served = new Map<string, string[]>();
	app.addHook('onRoute', ({ url, method }) => {
		served.set(url, [...(served.get(url) ?? []), ...[method].flat()]);
	});
	return async (scope) => {
		// A copy: the routes below are reported to the hook above too.
		for (const [url, allowed] of [...served]) {
			const method = scope.supportedMethods.filter((known) => !allowed.includes(known));
			const answer = (_request: unknown, reply: FastifyReply): void =>
				sendMethodNotAllowed(reply, allowed);
			scope.route({ url, method, onRequest: answer, handler: answer });
		}
	};
}

/** Answers 404 for every path that no route has. */
export const refuseOtherPaths: FastifyPluginAsync = async (scope) => {
	const answer = (_request: unknown, reply: FastifyReply): void => {
		sendError(reply, 'not-found');
	};
	scope.addHook('onRequest', answer);
	scope.setNotFoundHandler(answer);
};
