import type { Line, Order } from './orders.ts';

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** What `POST /transform` answers to these orders; written for reading, not for speed. */
export function transformOrders(orders: readonly Order[]) {
	const kept = orders.filter(({ status }) => status !== 'cancelled').map(withTotals);
	const instants = kept.map(({ placedAt }) => placedAt).sort();
	return {
		orders: kept.length,
		cancelled: orders.length - kept.length,
		revenueCents: sum(kept, ({ totalCents }) => totalCents),
		firstPlacedAt: instants[0] ?? null,
		lastPlacedAt: instants.at(-1) ?? null,
		days: wholeDays(instants),
		countries: byCountry(kept),
		customers: bestCustomers(kept),
		largest: largestOrders(kept),
	};
}

type Totalled = Order & { totalCents: number; quantity: number };

function withTotals(order: Order): Totalled {
	return {
		...order,
		totalCents: sum(order.lines, revenueCents),
		quantity: sum(order.lines, ({ quantity }) => quantity),
	};
}

/** The product is at most 10^11, far from where a double loses integers. */
function revenueCents({ quantity, unitPriceCents, discountPercent }: Line): number {
	return Math.floor((quantity * unitPriceCents * (100 - discountPercent)) / 100);
}

function byCountry(orders: readonly Totalled[]) {
	return groups(orders, ({ customer }) => customer.country).map(([country, ofCountry]) => ({
		country,
		orders: ofCountry.length,
		revenueCents: sum(ofCountry, ({ totalCents }) => totalCents),
		months: groups(ofCountry, ({ placedAt }) => placedAt.slice(0, 7)).map(([month, ofMonth]) => ({
			month,
			orders: ofMonth.length,
			quantity: sum(ofMonth, ({ quantity }) => quantity),
			revenueCents: sum(ofMonth, ({ totalCents }) => totalCents),
		})),
	}));
}

function bestCustomers(orders: readonly Totalled[]) {
	return groups(orders, ({ customer }) => String(customer.id))
		.map(([, ofCustomer]) => ({
			id: ofCustomer[0]?.customer.id as number,
			name: ofCustomer[0]?.customer.name as string,
			orders: ofCustomer.length,
			revenueCents: sum(ofCustomer, ({ totalCents }) => totalCents),
		}))
		.sort((a, b) => b.revenueCents - a.revenueCents || a.id - b.id)
		.slice(0, 10);
}

function largestOrders(orders: readonly Totalled[]) {
	return orders
		.toSorted((a, b) => b.totalCents - a.totalCents || a.id - b.id)
		.slice(0, 20)
		.map(({ id, customer, placedAt, quantity, totalCents }) => ({
			id,
			customer: customer.name,
			country: customer.country,
			date: placedAt.slice(0, 10),
			weekday: WEEKDAYS[new Date(placedAt).getUTCDay()] as string,
			quantity,
			totalCents,
		}));
}

/** By key, ascending; within a group the order of the body. */
function groups(orders: readonly Totalled[], keyOf: (order: Totalled) => string) {
	const found = new Map<string, Totalled[]>();
	for (const order of orders) {
		const key = keyOf(order);
		const group = found.get(key);
		if (group) group.push(order);
		else found.set(key, [order]);
	}
	return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
}

function wholeDays(instants: readonly string[]): number {
	const [first, last] = [instants[0], instants.at(-1)];
	if (first === undefined || last === undefined) return 0;
	return Math.floor((Date.parse(last) - Date.parse(first)) / 86_400_000);
}

function sum<Item>(items: readonly Item[], value: (item: Item) => number): number {
	return items.reduce((total, item) => total + value(item), 0);
}
