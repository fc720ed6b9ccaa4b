import type { FastifyPluginAsync, FastifyReply, onRequestHookHandler } from 'fastify';
import { isConflict, type Database } from './database.ts';
import { sendError } from './errors.ts';
import { array, integer, number, object, query, string, text } from './schemas.ts';

type Product = {
	id: number;
	sku: string;
	name: string;
	priceCents: number;
	stock: number;
	version: number;
};
type Draft = Omit<Product, 'id' | 'version'>;
type ById = { Params: { id: string } };
type Page = { Querystring: { after: number; limit: number } };

const LARGEST_ID = 2_147_483_647;

/** Products in PostgreSQL: create, read, update, delete and list, each with one query; an update that fails with two. */
export function productRoutes({ ask }: Database): FastifyPluginAsync {
	return async (app) => {
		app.get<Page>(
			'/products',
			{ schema: { querystring: page, response: { 200: list } } },
			async ({ query: { after, limit } }) => {
				// One more than asked for says whether there is a next page, without counting.
				const rows = await ask<Product>('list-products', [after, limit + 1]);
				const products = rows.slice(0, limit);
				return { products, next: rows.length > limit ? (products.at(-1)?.id ?? null) : null };
			},
		);
		app.post<{ Body: Draft }>(
			'/products',
			{ schema: { body: draft, response: { 201: product } } },
			async ({ body }, reply) => {
				const created = await unlessTaken(ask<Product>('create-product', columns(body)));
				if (created === undefined) return sendError(reply, 'conflict');
				const [stored] = created as [Product];
				reply.code(201).header('Location', `/products/${stored.id}`);
				return sendProduct(reply, stored);
			},
		);
		// #region read
		app.get<ById>(
			'/products/:id',
			{ schema: { response: { 200: product } }, onRequest },
			async ({ params }, reply) => {
				const [found] = await ask<Product>('read-product', [Number(params.id)]);
				return found ? sendProduct(reply, found) : sendError(reply, 'not-found');
			},
		);
		// #endregion read
		app.put<ById & { Body: Draft }>(
			'/products/:id',
			{ schema: { body: draft, response: { 200: product } }, onRequest },
			async ({ params, body, headers }, reply) => {
				const id = Number(params.id);
				const ifMatch = headers['if-match'];
				if (ifMatch === undefined) return sendError(reply, 'precondition-required');
				const updating = ask<Product>('update-product', [id, ...columns(body), versionOf(ifMatch)]);
				const updated = await unlessTaken(updating);
				if (updated === undefined) return sendError(reply, 'conflict');
				const [stored] = updated;
				if (stored) return sendProduct(reply, stored);
				const [found] = await ask('find-product', [id]);
				return sendError(reply, found ? 'precondition-failed' : 'not-found');
			},
		);
		app.delete<ById>('/products/:id', { onRequest }, async ({ params }, reply) => {
			const [deleted] = await ask('delete-product', [Number(params.id)]);
			return deleted ? reply.code(204).send() : sendError(reply, 'not-found');
		});
	};
}

/** The rows, or undefined where another product has the sku. */
async function unlessTaken<Row>(asked: Promise<Row[]>): Promise<Row[] | undefined> {
	try {
		return await asked;
	} catch (error) {
		// Not asked for beforehand: between the question and the INSERT another request could take it.
		if (isConflict(error)) return undefined;
		throw error;
	}
}

function sendProduct(reply: FastifyReply, found: Product): FastifyReply {
	return reply.header('ETag', `"${found.version}"`).send(found);
}

function columns({ sku, name, priceCents, stock }: Draft): [string, string, number, number] {
	return [sku, name, priceCents, stock];
}

/**
 * The version that `If-Match` names; null for `*`, which every version matches. What names none that we give (a weak tag,
 * a list) matches none: versions begin at 1.
 */
function versionOf(ifMatch: string): number | null {
	if (ifMatch === '*') return null;
	const [, digits = '0'] = /^"([1-9][0-9]{0,9})"$/.exec(ifMatch) ?? [];
	const version = Number(digits);
	return version <= LARGEST_ID ? version : 0;
}

/** Before the body is read, and before PostgreSQL says that a number is out of range: such a product is not there. */
const onRequest: onRequestHookHandler = (request, reply, done) => {
	const { id } = request.params as ById['Params'];
	if (/^[1-9][0-9]{0,9}$/.test(id) && Number(id) <= LARGEST_ID) done();
	else sendError(reply, 'not-found');
};

const page = query({ after: [0, LARGEST_ID], limit: [1, 100] });
// PostgreSQL's text holds every character but NUL.
const withoutNul = { pattern: '^[^\\u0000]*$' };
const draft = object({
	sku: text(1, 64, withoutNul),
	name: text(1, 100, withoutNul),
	priceCents: integer(0, 100_000_000),
	stock: integer(0, 1_000_000),
});
const product = object({
	id: number,
	sku: string,
	name: string,
	priceCents: number,
	stock: number,
	version: number,
});
const list = object({ products: array(product), next: { type: ['number', 'null'] } });
