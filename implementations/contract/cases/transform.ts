import { makeOrders, type Line, type Order } from '../../../src/core/workloads/orders.ts';
import { transformOrders } from '../../../src/core/workloads/transform.ts';
import type { ContractCase } from '../contract-case.ts';
import type { ExpectedAnswer } from '../expect-answer.ts';
import { sendBody } from '../send-body.ts';
import { expectAnswerOf } from './body-path.ts';
import { ordersPath } from './body-paths.ts';
import { bodyRules } from './body-refusals.ts';

const line: Line = { sku: 'SKU-1', quantity: 3, unitPriceCents: 333, discountPercent: 50 };

export const transformCases: ContractCase[] = [
	...bodyRules({ ...ordersPath, wrong: wrongBodies() }),
	...[
		[1, 1],
		[4, 11],
		[30, 2],
		[300, 3],
		[1500, 4],
		[2500, 5],
	].map(([count = 1, seed = 1]) =>
		answersTo(`${count} orders of seed ${seed}`, makeOrders(count, seed)),
	),
	answersTo('nothing but cancelled orders', [order({ status: 'cancelled' })]),
	answersTo('lines that round down', [
		order({ lines: [line, { ...line, discountPercent: 33 }, { ...line, discountPercent: 100 }] }),
	]),
	answersTo('the greatest amounts', [
		order({
			lines: Array.from({ length: 50 }, () => ({
				sku: 'x'.repeat(32),
				quantity: 1000,
				unitPriceCents: 1_000_000,
				discountPercent: 0,
			})),
		}),
	]),
	answersTo('ties, which the lower id wins', [
		order({ id: 9 }),
		order({ id: 4 }),
		order({ id: 5 }),
	]),
	answersTo('a customer of two names and countries', [
		order({ id: 1, customer: { id: 1, name: 'Zoë <&>', country: 'DE' } }),
		order({ id: 2, customer: { id: 1, name: 'Bo', country: 'AT' } }),
	]),
	answersTo('a leap day, the ends of a year and of the century', [
		order({ id: 1, placedAt: '2024-02-29T23:59:59Z' }),
		order({ id: 2, placedAt: '2000-01-01T00:00:00Z' }),
		order({ id: 3, placedAt: '2099-12-31T23:59:59Z' }),
		order({ id: 4, placedAt: '2023-12-31T23:59:58Z' }),
	]),
];

function answersTo(name: string, orders: readonly Order[]): ContractCase {
	return {
		name: `POST /transform answers to ${name}`,
		workload: 'transform',
		run: async (server) => {
			const answer = await sendBody(server, '/transform', JSON.stringify({ orders }));
			expectAnswerOf(`POST /transform with ${name}`, answer, transformed(orders));
		},
	};
}

function transformed(orders: readonly Order[]): ExpectedAnswer {
	return { status: 200, body: JSON.stringify(transformOrders(orders)) };
}

function order(changes: Partial<Order>): Order {
	return {
		id: 1,
		customer: { id: 1, name: 'Ada', country: 'DE' },
		placedAt: '2026-01-02T03:04:05Z',
		status: 'paid',
		lines: [line],
		...changes,
	};
}

function wrongBodies(): Record<string, string> {
	const one = (changes: object) => JSON.stringify({ orders: [{ ...order({}), ...changes }] });
	const withLine = (changes: object) => one({ lines: [{ ...line, ...changes }] });
	const by = (changes: object) => one({ customer: { ...order({}).customer, ...changes } });
	const dates = ['2026-02-30T00:00:00Z', '2025-02-29T00:00:00Z', '2026-13-01T00:00:00Z'];
	const instants = [
		'2026-01-02',
		'2026-01-02T24:00:00Z',
		'2026-01-02T03:60:00Z',
		'1999-12-31T23:59:59Z',
	];
	const notations = [
		'2026-01-02T03:04:05+00:00',
		'2026-01-02T03:04:05.000Z',
		'2026-1-2T3:4:5Z',
		'2026-01-02 03:04:05Z',
	];
	return {
		'no order': '{"orders":[]}',
		...Object.fromEntries(
			[...dates, ...instants, ...notations, '2100-01-01T00:00:00Z', ''].map((placedAt) => [
				`placedAt "${placedAt}"`,
				one({ placedAt }),
			]),
		),
		'an id of 0': one({ id: 0 }),
		'an id with a fraction': one({ id: 1.5 }),
		'an unknown status': one({ status: 'lost' }),
		'a status that is null': one({ status: null }),
		'a customer that is text': one({ customer: 'Ada' }),
		'a customer with an unknown field': by({ vip: true }),
		'a customer without a name': by({ name: undefined }),
		'a name of 101 letters': by({ name: 'x'.repeat(101) }),
		'a country in small letters': by({ country: 'de' }),
		'a country of three letters': by({ country: 'DEU' }),
		'a country with an umlaut': by({ country: 'ÄÖ' }),
		'no line': one({ lines: [] }),
		'fifty-one lines': one({ lines: Array.from({ length: 51 }, () => line) }),
		'an empty sku': withLine({ sku: '' }),
		'a quantity of 0': withLine({ quantity: 0 }),
		'a quantity of 1001': withLine({ quantity: 1001 }),
		'a quantity that is text': withLine({ quantity: '3' }),
		'a negative price': withLine({ unitPriceCents: -1 }),
		'a price too high': withLine({ unitPriceCents: 1_000_001 }),
		'a discount of 101': withLine({ discountPercent: 101 }),
		'a line with an unknown field': withLine({ colour: 'red' }),
		'a line that is null': one({ lines: [null] }),
	};
}
