import { xorshift32 } from './xorshift.ts';

export interface Line {
	sku: string;
	quantity: number;
	unitPriceCents: number;
	discountPercent: number;
}

/** An order of the workload `transform`, with its fields in the order in which they are written. */
export interface Order {
	id: number;
	customer: { id: number; name: string; country: string };
	placedAt: string;
	status: 'pending' | 'paid' | 'shipped' | 'cancelled';
	lines: Line[];
}

const COUNTRIES = ['AT', 'BR', 'CH', 'DE', 'ES', 'FR', 'IN', 'JP', 'KE', 'NO', 'PL', 'US'] as const;
const STATUSES = ['pending', 'paid', 'paid', 'shipped', 'shipped', 'shipped', 'cancelled'] as const;
const FIRST_SECOND = Date.UTC(2024, 0, 1) / 1000;
const SECONDS_DRAWN = 2 * 366 * 86_400;

/**
 * Orders as a shop might export them: about 350 bytes each, from a seed.
 *
 * @param count 1 to 5000
 * @param seed 1 to 4294967295
 */
export function makeOrders(count: number, seed: number): Order[] {
	let state = seed;
	const below = (limit: number) => (state = xorshift32(state)) % limit;
	return Array.from({ length: count }, (_, index) => {
		const customer = 1 + below(Math.max(10, Math.ceil(count / 4)));
		return {
			id: 100_000 + index,
			customer: {
				id: customer,
				name: `Customer ${customer}`,
				country: pick(COUNTRIES, customer),
			},
			placedAt: instant(FIRST_SECOND + below(SECONDS_DRAWN)),
			status: pick(STATUSES, below(STATUSES.length)),
			lines: Array.from({ length: 1 + below(4) }, () => ({
				sku: `SKU-${10_000 + below(90_000)}`,
				quantity: 1 + below(12),
				unitPriceCents: 50 + below(50_000),
				discountPercent: below(4) === 0 ? below(51) : 0,
			})),
		};
	});
}

function pick<Item>(items: readonly Item[], index: number): Item {
	return items[index % items.length] as Item;
}

/** Whole seconds, without the milliseconds that `toISOString` writes. */
function instant(unixSeconds: number): string {
	return `${new Date(unixSeconds * 1000).toISOString().slice(0, 19)}Z`;
}
