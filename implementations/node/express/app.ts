import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { sendError, sendJson } from './answers.ts';
import { answerHello } from './hello.ts';
import { isDraining } from './shutdown.ts';

/** An Express application that answers `/health`, `/ready` and `/hello`. */
export function createApp(): Express {
	const app = express();
	// Express's list for production: no advertisement in every answer, and the environment in which its
	// last error handler keeps stack traces to itself, however the program was started.
	app.disable('x-powered-by');
	app.set('env', 'production');
	// Otherwise `/Hello` and `/hello/` are `/hello` too: one resource with many names.
	app.enable('case sensitive routing');
	app.enable('strict routing');
	// The documented way to change a method of every answer ("Overriding the Express API").
	app.response.json = sendJson;

	const paths: Record<string, RequestHandler> = {
		'/health': (_request, response) => void response.json({ status: 'ok' }),
		'/ready': answerReady,
		'/hello': answerHello,
	};
	for (const [path, handler] of Object.entries(paths)) {
		// `get` takes HEAD along. Without `all`, another method would run on to the 404 below, and Express
		// would answer OPTIONS by itself.
		app.route(path).get(handler).all(refuseMethod);
	}
	app.use((_request, response) => sendError(response, 'not-found'));
	app.use(answerError);
	return app;
}

const answerReady: RequestHandler = (_request, response) => {
	if (isDraining()) sendError(response, 'not-ready');
	else response.json({ status: 'ready' });
};

const refuseMethod: RequestHandler = (_request, response) => {
	response.setHeader('Allow', 'GET, HEAD');
	sendError(response, 'method-not-allowed');
};

/** Express knows an error handler by its four parameters. Its own would send the error's text. */
const answerError: ErrorRequestHandler = (error, _request, response, _next) => {
	console.error(error);
	sendError(response, 'internal');
};
