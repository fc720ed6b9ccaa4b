import type { FastifyPluginAsync } from 'fastify';
import { Pool } from 'undici';
import { sendLacking } from './items.ts';
import type { TracedClient } from './tracing.ts';

// #region relay
/** Has the program behind answer, with as many connections as are used at once, which are kept. */
export function relayRoutes(
	store: URL,
	waitMs: number,
	traced: TracedClient = (_path, ask) => ask({}),
): FastifyPluginAsync {
	const pool = new Pool(store.origin);
	const item = (path: string) =>
		traced(path, async (headers) => {
			// Of the whole exchange: `headersTimeout` would leave the body any time it likes.
			const signal = AbortSignal.timeout(waitMs);
			const { statusCode, body } = await pool.request({ method: 'GET', path, headers, signal });
			return { status: statusCode, body: await body.text() };
		});
	return async (app) => {
		app.get<{ Params: { id: string } }>('/relay/:id', async (request, reply) => {
			try {
				// Whether it is the id of an item is for the program behind to say.
				const { status, body } = await item(`/items/${encodeURIComponent(request.params.id)}`);
				return await reply.code(status).send(body);
			} catch {
				// Not the error's own text, which names addresses. The CLIENT span has it.
				return sendLacking(reply, 502, 'bad gateway');
			}
		});
		app.addHook('onClose', () => pool.close());
	};
}
// #endregion relay
