/*
 * Of Express, which has no types of its own, what this server uses. @types/express declares all of it, but as a
 * development dependency it is gone after `npm ci --omit=dev`, and as any other it would be deployed.
 */
declare module 'express' {
	import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

	export interface Response extends ServerResponse {
		status(code: number): this;
		json(value: unknown): this;
		send(bytes: Buffer): this;
	}

	export type RequestHandler = (request: IncomingMessage, response: Response) => void;

	export type ErrorRequestHandler = (
		error: unknown,
		request: IncomingMessage,
		response: Response,
		next: (error: unknown) => void,
	) => void;

	interface Route {
		get(handler: RequestHandler): this;
		all(handler: RequestHandler): this;
	}

	export interface Express extends RequestListener {
		/** The prototype of every answer. */
		response: { json: (this: Response, value: unknown) => Response };
		enable(setting: string): this;
		disable(setting: string): this;
		set(setting: string, value: unknown): this;
		route(path: string): Route;
		use(handler: RequestHandler): this;
		use(handler: ErrorRequestHandler): this;
	}

	export default function express(): Express;
}
