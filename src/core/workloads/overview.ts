import { customerAtStart, ordersOfCustomer, productAtStart, type ShopOrder } from './shop.ts';

const MOST_PRODUCTS = 10;
const MOST_LINES = 60;

/** What `GET /customers/{id}/overview/...` answers, worked out without a database. */
export function overviewOf(customerId: number) {
	const orders = ordersOfCustomer(customerId);
	const kept = orders.filter(({ status }) => status !== 'cancelled');
	return {
		customer: customerAtStart(customerId),
		orders: kept.length,
		revenueCents: revenueOf(kept),
		months: monthsOf(kept),
		products: productsOf(kept),
		lines: latestLines(orders),
	};
}

function monthsOf(orders: readonly ShopOrder[]) {
	const byMonth = Map.groupBy(orders, ({ placedOn }) => placedOn.slice(0, 7));
	return [...byMonth]
		.map(([month, own]) => ({ month, orders: own.length, revenueCents: revenueOf(own) }))
		.sort((a, b) => (a.month < b.month ? -1 : 1));
}

function productsOf(orders: readonly ShopOrder[]) {
	const lines = Map.groupBy(
		orders.flatMap((order) => order.lines),
		({ productId }) => productId,
	);
	return [...lines]
		.map(([id, own]) => ({
			id,
			name: productAtStart(id).name,
			quantity: own.reduce((sum, { quantity }) => sum + quantity, 0),
			revenueCents: own.reduce((sum, line) => sum + line.quantity * line.unitPriceCents, 0),
		}))
		.sort((a, b) => b.revenueCents - a.revenueCents || a.id - b.id)
		.slice(0, MOST_PRODUCTS);
}

/** Of the latest orders, cancelled ones too. */
function latestLines(orders: readonly ShopOrder[]) {
	const latest = [...orders].sort((a, b) =>
		a.placedOn === b.placedOn ? b.id - a.id : a.placedOn < b.placedOn ? 1 : -1,
	);
	return latest
		.flatMap(({ id, placedOn, status, lines }) =>
			lines.map(({ productId, quantity, unitPriceCents }) => ({
				orderId: id,
				placedOn,
				status,
				productId,
				name: productAtStart(productId).name,
				quantity,
				unitPriceCents,
			})),
		)
		.slice(0, MOST_LINES);
}

function revenueOf(orders: readonly ShopOrder[]): number {
	return orders
		.flatMap(({ lines }) => lines)
		.reduce((sum, { quantity, unitPriceCents }) => sum + quantity * unitPriceCents, 0);
}
