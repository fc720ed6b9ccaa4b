import type { FastifyPluginAsync } from 'fastify';
import { ordersSchema, reportSchema, type Order } from './orders.ts';
import { reportOn } from './report.ts';

// #region handler
/**
 * Reads some hundred kilobytes of orders, checks every field, and answers with a report on them: all on
 * the event loop, where nothing else runs meanwhile. Most of the time goes into the first two, which
 * Fastify does before the handler is called; `transform-pool.ts` takes all of it elsewhere.
 */
export const transformRoutes: FastifyPluginAsync = async (app) => {
	app.post<{ Body: { orders: Order[] } }>(
		'/transform',
		{ schema: { body: ordersSchema, response: { 200: reportSchema } } },
		({ body }) => reportOn(body.orders),
	);
};
// #endregion handler
