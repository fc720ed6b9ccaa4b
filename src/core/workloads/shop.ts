/*
 * The shop behind the workloads `crud` and `aggregate`: what stands in its tables at the start. Each row follows from its
 * number alone, so that the rows of a small shop are the first rows of a large one, and an answer can be worked out for
 * a single customer.
 */

/** A product of the shop; the fields stand in the order in which they are written. */
export interface Product {
	id: number;
	sku: string;
	name: string;
	priceCents: number;
	stock: number;
	version: number;
}

export interface Customer {
	id: number;
	name: string;
	email: string;
	country: string;
}

export interface OrderLine {
	line: number;
	productId: number;
	quantity: number;
	unitPriceCents: number;
}

export interface ShopOrder {
	id: number;
	customerId: number;
	/** `2024-02-29` */
	placedOn: string;
	status: string;
	lines: OrderLine[];
}

/** How much there is of each. The first 1,000 products and 100 customers are the same in all. */
export const SHOP_SIZES = {
	small: { products: 1_000, customers: 100 },
	medium: { products: 20_000, customers: 1_000 },
	large: { products: 100_000, customers: 10_000 },
} as const;

export type ShopSize = keyof typeof SHOP_SIZES;

const ORDERS_OF_CUSTOMER = 40;
/** Only these are ordered, so that loads may change the others and no total changes. */
const ORDERED_PRODUCTS = 500;

const COUNTRIES = ['AT', 'BE', 'DE', 'DK', 'ES', 'FR', 'GB', 'IT', 'NL', 'SE'] as const;
const STATUSES = ['pending', 'paid', 'shipped', 'cancelled'] as const;
const FIRST_DAY = Date.UTC(2024, 0, 1);
const DAYS = 730;

export function productAtStart(id: number): Product {
	return {
		id,
		sku: `SKU-${String(id).padStart(6, '0')}`,
		name: `Product ${id}`,
		priceCents: (id * 7_919) % 100_000,
		stock: id % 1_000,
		version: 1,
	};
}

export function customerAtStart(id: number): Customer {
	return {
		id,
		name: `Customer ${id}`,
		email: `customer${id}@example.org`,
		country: COUNTRIES[id % COUNTRIES.length] as string,
	};
}

/** The orders of one customer, by id. */
export function ordersOfCustomer(customerId: number): ShopOrder[] {
	return Array.from({ length: ORDERS_OF_CUSTOMER }, (_, place) => {
		const id = (customerId - 1) * ORDERS_OF_CUSTOMER + place + 1;
		return {
			id,
			customerId,
			placedOn: dayAfterStart(mix(id) % DAYS),
			status: STATUSES[mix(id + 1_000_000) % STATUSES.length] as string,
			lines: linesOf(id),
		};
	});
}

function linesOf(orderId: number): OrderLine[] {
	return Array.from({ length: 1 + (orderId % 5) }, (_, place) => {
		const chance = mix(orderId * 8 + place);
		const productId = 1 + (chance % ORDERED_PRODUCTS);
		const { priceCents } = productAtStart(productId);
		return { line: place + 1, productId, quantity: 1 + (chance % 9), unitPriceCents: priceCents };
	});
}

function dayAfterStart(days: number): string {
	return new Date(FIRST_DAY + days * 86_400_000).toISOString().slice(0, 10);
}

/** Knuth's multiplicative hash ("The Art of Computer Programming", volume 3, 6.4), its better upper bits alone. */
function mix(number: number): number {
	return Math.imul(number, 2_654_435_761) >>> 8;
}
