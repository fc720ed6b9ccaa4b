import type { FastifyPluginAsync } from 'fastify';

// #region handler
/**
 * Answers with a constant, serialised for each request.
 *
 * What is measured is the framework: the router, a request and a reply object, the hooks, the
 * serialiser that Fastify compiled from the schema when it started. A string made once would skip the
 * last and answer another question: no application knows its answer before it is asked. Returning
 * the value from a plain function, not an async one, spares a promise where there is nothing to await.
 */
export const helloRoutes: FastifyPluginAsync = async (app) => {
	const properties = { message: { type: 'string' } };
	const schema = { response: { 200: { type: 'object', properties, required: ['message'] } } };
	app.get('/hello', { schema }, () => ({ message: 'Hello, World!' }));
};
// #endregion handler
