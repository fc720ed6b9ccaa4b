import type { FastifyPluginAsync, FastifyReply } from 'fastify';

const MOST_ITEMS = 1_000;

// #region items
/** Makes the item that it is asked for: with a database behind, what tracing adds would be lost in the rest of a request. */
export const itemRoutes: FastifyPluginAsync = async (app) => {
	const properties = { id: { type: 'integer' }, name: { type: 'string' } };
	const schema = { response: { 200: { type: 'object', properties, required: ['id', 'name'] } } };
	app.get<{ Params: { id: string } }>('/items/:id', { schema }, (request, reply) => {
		const id = itemId(request.params.id);
		if (id === undefined) return sendLacking(reply, 404, 'not found');
		return { id, name: `item ${id}` };
	});
};
// #endregion items

/** This workload's own answer where there is no item. */
export function sendLacking(reply: FastifyReply, status: number, error: string): FastifyReply {
	return reply.code(status).serializer(JSON.stringify).send({ error });
}

/** A number as it would be written: `07` and `+7` are no other names of 7. */
function itemId(text: string): number | undefined {
	const id = /^[1-9]\d{0,3}$/.test(text) ? Number(text) : Number.NaN;
	return id <= MOST_ITEMS ? id : undefined;
}
