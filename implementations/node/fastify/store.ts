import type { FastifyPluginAsync, onRequestHookHandler } from 'fastify';
import { sendError } from './errors.ts';
import { findItem, LARGEST_ID, listItems, putItem, type Item } from './items.ts';
import { array, integer, number, object, query, string, text } from './schemas.ts';

type ById = { Params: { id: string } };
type Range = { Querystring: { from: number; limit: number } };

// #region handler
/** Reads, writes, lists and adds up items: what most services do, without a database. */
export const storeRoutes: FastifyPluginAsync = async (app) => {
	app.get<ById>(
		'/items/:id',
		{ schema: { response: { 200: item } }, onRequest },
		(request, reply) => findItem(Number(request.params.id)) ?? sendError(reply, 'not-found'),
	);
	app.put<ById & { Body: Omit<Item, 'id'> }>(
		'/items/:id',
		{ schema: { body: sent, response: { '2xx': item } }, onRequest },
		({ params, body: { name, priceCents, tags } }, reply) => {
			const stored = { id: Number(params.id), name, priceCents, tags };
			return reply.code(putItem(stored) ? 201 : 200).send(stored);
		},
	);
	app.get<Range>('/items', { schema: { querystring: range, response: { 200: list } } }, (request) =>
		listItems(request.query.from, request.query.limit),
	);
	app.get<Range>(
		'/items/summary',
		{ schema: { querystring: range, response: { 200: summary } } },
		(request) => addUp(listItems(request.query.from, request.query.limit).items),
	);
};
// #endregion handler

/**
 * An id that cannot be is not there, whatever is sent to it: so this comes before the body is read. A
 * schema for `params` would be asked after it, and answers 400.
 */
const onRequest: onRequestHookHandler = (request, reply, done) => {
	const { id } = request.params as ById['Params'];
	if (/^[1-9][0-9]{0,4}$/.test(id) && Number(id) <= LARGEST_ID) done();
	else sendError(reply, 'not-found');
};

function addUp(items: readonly Item[]) {
	let [totalCents, maxCents] = [0, 0];
	for (const { priceCents } of items) {
		totalCents += priceCents;
		maxCents = Math.max(maxCents, priceCents);
	}
	const meanCents = items.length === 0 ? 0 : Math.floor(totalCents / items.length);
	return { count: items.length, totalCents, meanCents, maxCents };
}

const range = query({ from: [1, LARGEST_ID], limit: [1, 100] });

const sent = object({
	name: text(1, 100),
	priceCents: integer(0, 100_000_000),
	tags: array(text(1, 32), [0, 8]),
});
const item = object({ id: number, name: string, priceCents: number, tags: array(string) });
const list = object({ items: array(item), next: { type: ['number', 'null'] } });
const summary = object({
	count: number,
	totalCents: number,
	meanCents: number,
	maxCents: number,
});
