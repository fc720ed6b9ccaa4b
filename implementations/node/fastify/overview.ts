import type { FastifyPluginAsync, FastifyReply } from 'fastify';
import type { Ask, Database } from './database.ts';
import { sendError } from './errors.ts';
import { array, number, object, string } from './schemas.ts';

/** As PostgreSQL names its columns, which is as the answer names its fields. */
type Row = Record<string, unknown>;
type ById = { Params: { id: string } };

const LARGEST_ID = 2_147_483_647;

// #region handler
/** A customer's page: five queries of which none needs the answer of another, asked in three ways. */
export function overviewRoutes({ ask, pipelined }: Database): FastifyPluginAsync {
	return async (app) => {
		/** One after the other: a connection is held for as long as one query takes. */
		const sequential = async (id: number): Promise<Answers> => {
			const customer = await ask<Row>('overview-customer', [id]);
			const totals = await ask<Row>('overview-totals', [id]);
			const months = await ask<Row>('overview-months', [id]);
			const products = await ask<Row>('overview-products', [id]);
			const lines = await ask<Row>('overview-lines', [id]);
			return [customer, totals, months, products, lines];
		};
		/** Side by side, each on a connection of its own: as many as there are connections for five times fewer requests. */
		const parallel = (id: number) => all(ask, id);
		/** On one connection, sent together and answered in turn: PostgreSQL still works through them one by one. */
		const inPipeline = (id: number) => pipelined((askHere) => all(askHere, id));

		const ways = {
			sequential,
			parallel,
			pipelined: inPipeline,
			'n-plus-one': (id: number) => nPlusOne(ask, id),
		};
		for (const [way, read] of Object.entries(ways)) {
			app.get<ById>(
				`/customers/:id/overview/${way}`,
				{ schema: { response: { 200: overview } } },
				async ({ params }, reply) => {
					const id = idOf(params.id);
					if (id === undefined) return sendError(reply, 'not-found');
					return answer(reply, await read(id));
				},
			);
		}
	};
}

type Answers = [customer: Row[], totals: Row[], months: Row[], products: Row[], lines: Row[]];

function all(ask: Ask, id: number): Promise<Answers> {
	return Promise.all([
		ask<Row>('overview-customer', [id]),
		ask<Row>('overview-totals', [id]),
		ask<Row>('overview-months', [id]),
		ask<Row>('overview-products', [id]),
		ask<Row>('overview-lines', [id]),
	]);
}
// #endregion handler

// #region n plus one
/**
 * `sequential` without the join on products: it reads the product of each line with the statement that was already there. No
 * line of it looks wrong, and it asks as many queries more as there are lines. A join does it with none;
 * `WHERE id = ANY($1)` with one, where a join cannot.
 */
async function nPlusOne(ask: Ask, id: number): Promise<Answers> {
	const customer = await ask<Row>('overview-customer', [id]);
	const totals = await ask<Row>('overview-totals', [id]);
	const months = await ask<Row>('overview-months', [id]);
	const products = await ask<Row>('overview-products', [id]);
	const lines = await ask<Row & { productId: number }>('overview-bare-lines', [id]);
	for (const line of lines) {
		const [product] = await ask<{ name: string }>('read-product', [line.productId]);
		if (product) line['name'] = product.name;
	}
	return [customer, totals, months, products, lines];
}
// #endregion n plus one

function answer(
	reply: FastifyReply,
	[[customer], [totals], months, products, lines]: Answers,
): FastifyReply {
	if (customer === undefined) return sendError(reply, 'not-found');
	return reply.send({ customer, ...totals, months, products, lines });
}

function idOf(text: string): number | undefined {
	const id = /^[1-9][0-9]{0,9}$/.test(text) ? Number(text) : Number.NaN;
	return id <= LARGEST_ID ? id : undefined;
}

const overview = object({
	customer: object({ id: number, name: string, email: string, country: string }),
	orders: number,
	revenueCents: number,
	months: array(object({ month: string, orders: number, revenueCents: number })),
	products: array(object({ id: number, name: string, quantity: number, revenueCents: number })),
	lines: array(
		object({
			orderId: number,
			placedOn: string,
			status: string,
			productId: number,
			name: string,
			quantity: number,
			unitPriceCents: number,
		}),
	),
});
