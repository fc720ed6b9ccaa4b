import { array, integer, number, object, string, text } from './schemas.ts';

export type Line = {
	sku: string;
	quantity: number;
	unitPriceCents: number;
	discountPercent: number;
};

export type Order = {
	id: number;
	customer: { id: number; name: string; country: string };
	placedAt: string;
	status: 'pending' | 'paid' | 'shipped' | 'cancelled';
	lines: Line[];
};

const id = integer(1, 2_147_483_647);

/** What `POST /transform` takes. */
export const ordersSchema = object({
	orders: array(
		object({
			id,
			customer: object({ id, name: text(1, 100), country: text(2, 2, { pattern: '^[A-Z]{2}$' }) }),
			placedAt: { type: 'string', format: 'utc-second' },
			status: { type: 'string', enum: ['pending', 'paid', 'shipped', 'cancelled'] },
			lines: array(
				object({
					sku: text(1, 32),
					quantity: integer(1, 1_000),
					unitPriceCents: integer(0, 1_000_000),
					discountPercent: integer(0, 100),
				}),
				[1, 50],
			),
		}),
		[1, 5_000],
	),
});

const month = object({ month: string, orders: number, quantity: number, revenueCents: number });
const country = object({
	country: string,
	orders: number,
	revenueCents: number,
	months: array(month),
});
const customer = object({ id: number, name: string, orders: number, revenueCents: number });
const large = object({
	id: number,
	customer: string,
	country: string,
	date: string,
	weekday: string,
	quantity: number,
	totalCents: number,
});
const instant = { type: ['string', 'null'] };

/** What it answers. */
export const reportSchema = object({
	orders: number,
	cancelled: number,
	revenueCents: number,
	firstPlacedAt: instant,
	lastPlacedAt: instant,
	days: number,
	countries: array(country),
	customers: array(customer),
	largest: array(large),
});
