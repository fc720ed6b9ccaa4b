import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Sql } from 'postgres';
import {
	customerAtStart,
	ordersOfCustomer,
	productAtStart,
	SHOP_SIZES,
	type ShopSize,
} from '../../src/core/workloads/shop.ts';

/** Tables, rows by COPY, and what the planner should know of them. */
export async function fill(sql: Sql, size: ShopSize): Promise<void> {
	await sql.file(join(import.meta.dirname, 'schema.sql')).simple();
	const { products, customers } = SHOP_SIZES[size];
	await copy(sql, 'products', count(products).map(productAtStart));
	await copy(sql, 'customers', count(customers).map(customerAtStart));
	const orders = count(customers).flatMap(ordersOfCustomer);
	await copy(
		sql,
		'orders',
		orders.map(({ lines: _, ...order }) => order),
	);
	const lines = orders.flatMap((order) =>
		order.lines.map((line) => ({ order: order.id, ...line })),
	);
	await copy(sql, 'order_lines', lines);
	await sql`SELECT setval('products_id_seq', ${products})`;
	await sql`VACUUM (ANALYZE)`;
}

function count(most: number): number[] {
	return Array.from({ length: most }, (_, index) => index + 1);
}

/** The text format of COPY: fields with a tab between them; none of these has a tab, a line feed or a backslash in it. */
async function copy(sql: Sql, table: string, rows: readonly object[]): Promise<void> {
	const lines = rows.map((row) => `${Object.values(row).join('\t')}\n`);
	await pipeline(Readable.from(lines), await sql`COPY ${sql(table)} FROM STDIN`.writable());
}
