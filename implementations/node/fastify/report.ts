import type { Line, Order } from './orders.ts';

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const BEST_CUSTOMERS = 10;
const LARGEST_ORDERS = 20;
const DAY_MS = 86_400_000;

/**
 * What the orders come to: filtered, added up by country and month and by customer, the largest of them.
 *
 * One pass that adds to Maps. `Map.groupBy` and a reduce for each figure read better and go over the
 * orders some ten times.
 */
export function reportOn(orders: readonly Order[]) {
	const kept: Totalled[] = [];
	const countries = new Map<string, Country>();
	const customers = new Map<number, Customer>();
	let revenueCents = 0;
	let first: string | null = null;
	let last: string | null = null;
	for (const order of orders) {
		if (order.status === 'cancelled') continue;
		const totalled = total(order);
		kept.push(totalled);
		revenueCents += totalled.totalCents;
		// Instants in this notation are in order of time when they are in order of text.
		if (first === null || order.placedAt < first) first = order.placedAt;
		if (last === null || order.placedAt > last) last = order.placedAt;
		addToCountry(countries, totalled);
		addToCustomer(customers, totalled);
	}
	return {
		orders: kept.length,
		cancelled: orders.length - kept.length,
		revenueCents,
		firstPlacedAt: first,
		lastPlacedAt: last,
		days:
			first === null || last === null
				? 0
				: Math.floor((Date.parse(last) - Date.parse(first)) / DAY_MS),
		countries: inOrder(countries).map(({ months, ...country }) => ({
			...country,
			months: inOrder(months),
		})),
		customers: best(customers),
		largest: largest(kept),
	};
}

type Totalled = { order: Order; quantity: number; totalCents: number };
type Month = { month: string; orders: number; quantity: number; revenueCents: number };
type Country = {
	country: string;
	orders: number;
	revenueCents: number;
	months: Map<string, Month>;
};
type Customer = { id: number; name: string; orders: number; revenueCents: number };

function total(order: Order): Totalled {
	let [quantity, totalCents] = [0, 0];
	for (const line of order.lines) {
		quantity += line.quantity;
		totalCents += revenueOf(line);
	}
	return { order, quantity, totalCents };
}

/** At most 10^11 before the division, which a double holds exactly: up to 2^53 it is an integer type. */
function revenueOf({ quantity, unitPriceCents, discountPercent }: Line): number {
	return Math.floor((quantity * unitPriceCents * (100 - discountPercent)) / 100);
}

function addToCountry(countries: Map<string, Country>, { order, quantity, totalCents }: Totalled) {
	const { country } = order.customer;
	let sums = countries.get(country);
	if (sums === undefined) {
		sums = { country, orders: 0, revenueCents: 0, months: new Map() };
		countries.set(country, sums);
	}
	sums.orders += 1;
	sums.revenueCents += totalCents;

	const month = order.placedAt.slice(0, 7);
	let ofMonth = sums.months.get(month);
	if (ofMonth === undefined) {
		ofMonth = { month, orders: 0, quantity: 0, revenueCents: 0 };
		sums.months.set(month, ofMonth);
	}
	ofMonth.orders += 1;
	ofMonth.quantity += quantity;
	ofMonth.revenueCents += totalCents;
}

function addToCustomer(customers: Map<number, Customer>, { order, totalCents }: Totalled) {
	const { id, name } = order.customer;
	const sums = customers.get(id);
	if (sums === undefined) customers.set(id, { id, name, orders: 1, revenueCents: totalCents });
	else {
		sums.orders += 1;
		sums.revenueCents += totalCents;
	}
}

/** By key, byte for byte; `localeCompare` would ask a dictionary, and not the same one everywhere. */
function inOrder<Value>(sums: Map<string, Value>): Value[] {
	return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}

function best(customers: Map<number, Customer>): Customer[] {
	return [...customers.values()]
		.sort((a, b) => b.revenueCents - a.revenueCents || a.id - b.id)
		.slice(0, BEST_CUSTOMERS);
}

function largest(kept: Totalled[]) {
	return kept
		.sort((a, b) => b.totalCents - a.totalCents || a.order.id - b.order.id)
		.slice(0, LARGEST_ORDERS)
		.map(({ order: { id, customer, placedAt }, quantity, totalCents }) => ({
			id,
			customer: customer.name,
			country: customer.country,
			date: placedAt.slice(0, 10),
			weekday: WEEKDAYS[new Date(placedAt).getUTCDay()] as string,
			quantity,
			totalCents,
		}));
}
