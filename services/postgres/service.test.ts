import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import postgres from 'postgres';
import { beforeAll, describe, expect, test } from 'vitest';
import { overviewOf } from '../../src/core/workloads/overview.ts';
import { productAtStart, SHOP_SIZES, type ShopSize } from '../../src/core/workloads/shop.ts';
import { type PostgresService, startPostgres } from './service.ts';

describe('a PostgreSQL of our own', () => {
	let service: PostgresService;

	beforeAll(async () => {
		service = await startPostgres();
		return () => service.stop();
	}, 60_000);

	test('is version 16 and keeps what it was told to keep', () => {
		const { origin, version, settings } = service.description;
		expect(origin).toBe('embedded');
		expect(version).toMatch(/^16\./);
		expect(settings).toMatchObject({ fsync: 'on', synchronous_commit: 'on' });
	});

	test('gives each its own database with the same rows in it', async () => {
		const [one, other] = await Promise.all([
			service.createDatabase('small'),
			service.createDatabase('small'),
		]);
		const [first, second] = [postgres(one.url, { max: 1 }), postgres(other.url, { max: 1 })];
		try {
			await first`DELETE FROM products WHERE id > 10`;
			const [row] = await second`SELECT count(*)::integer AS count FROM products`;
			expect(row).toEqual({ count: SHOP_SIZES.small.products });
			const [product] = await second`
				SELECT id, sku, name, price_cents AS "priceCents", stock, version FROM products WHERE id = 77`;
			expect(product).toEqual(productAtStart(77));
			const [next] = await second`
				INSERT INTO products (sku, name, price_cents, stock) VALUES ('x', 'x', 1, 1) RETURNING id`;
			expect(next).toEqual({ id: SHOP_SIZES.small.products + 1 });
			const [revenue] = await second`
				SELECT sum(quantity * unit_price_cents)::integer AS cents FROM order_lines
				JOIN orders ON id = order_id WHERE customer_id = 7 AND status <> 'cancelled'`;
			expect(revenue).toEqual({ cents: overviewOf(7).revenueCents });
		} finally {
			await Promise.all([first.end(), second.end()]);
			await Promise.all([one.drop(), other.drop()]);
		}
	}, 60_000);
});

test('is shut down and started again with what was in it', async () => {
	const service = await startPostgres();
	try {
		const database = await service.createDatabase('small');
		const sql = postgres(database.url, { max: 1, connect_timeout: 2 });
		await sql`DELETE FROM order_lines`;
		await service.restart?.shutDown();
		await expect(sql`SELECT 1`).rejects.toThrow();
		await service.restart?.startAgain();
		expect(await sql`SELECT count(*)::integer AS count FROM order_lines`).toEqual([{ count: 0 }]);
		await sql.end();
	} finally {
		await service.stop();
	}
}, 60_000);

test('takes an index away and puts it back', async () => {
	const service = await startPostgres();
	try {
		const database = await service.createDatabase('small');
		const sql = postgres(database.url, { max: 1 });
		const plan = async () =>
			JSON.stringify(await sql`EXPLAIN SELECT id FROM orders WHERE customer_id = 7`);
		expect(await plan()).toContain('orders_of_customer');
		const restore = await database.withoutIndex('orders_of_customer');
		expect(await plan()).toContain('Seq Scan');
		await restore();
		expect(await plan()).toContain('orders_of_customer');
		await sql.end();
		await expect(database.withoutIndex('none')).rejects.toThrow('no index "none"');
	} finally {
		await service.stop();
	}
}, 60_000);

test('looks order lines up where there are many, and where it is told that this is cheap, as the page on tuning says', async () => {
	const service = await startPostgres();
	try {
		const plan = async (size: ShopSize, randomPageCost: number) => {
			const database = await service.createDatabase(size);
			const sql = postgres(database.url, { max: 1 });
			await sql.unsafe(`SET random_page_cost = ${randomPageCost}`);
			const lines =
				await sql`EXPLAIN SELECT sum(quantity) FROM orders JOIN order_lines ON order_id = id
				WHERE customer_id = 7`;
			await sql.end();
			return JSON.stringify(lines);
		};
		const byDefault = 4;
		const forMemory = 1.1;
		expect(await plan('small', byDefault)).toContain('Seq Scan on order_lines');
		expect(await plan('small', forMemory)).not.toContain('Seq Scan on order_lines');
		expect(await plan('medium', byDefault)).not.toContain('Seq Scan on order_lines');
	} finally {
		await service.stop();
	}
}, 60_000);

test('nothing is left of it when the process that started it is killed', async () => {
	const code = `
		import { startPostgres } from '${join(import.meta.dirname, 'service.ts')}';
		const { pid } = await startPostgres();
		console.log(pid);
		setInterval(() => {}, 1000);
	`;
	const runner = spawn(process.execPath, ['--input-type=module', '-e', code], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const [said] = (await once(runner.stdout, 'data')) as [Buffer];
	const postmaster = Number(said.toString());
	const data = execFileSync('ps', ['-o', 'args=', '-p', String(postmaster)], { encoding: 'utf8' });
	const folder = /(\S+)\/data/.exec(data)?.[1] ?? '';
	expect(readdirSync(tmpdir())).toContain(folder.split('/').at(-1));
	runner.kill('SIGKILL');
	for (let tries = 0; tries < 200 && existsSync(folder); tries++) await delay(25);
	expect(existsSync(folder)).toBe(false);
	expect(() => process.kill(postmaster, 0)).toThrow('ESRCH');
}, 60_000);
