import { describe, expect, it } from 'vitest';
import { makeOrders, type Order } from './orders.ts';
import { answerRecords, makeRecords } from './records.ts';
import { transformOrders } from './transform.ts';
import { workResult, XORSHIFT_START, xorshift32 } from './xorshift.ts';

describe('xorshift32', () => {
	it('gives the numbers of the paper', () => {
		// Marsaglia's listing, run in C from its own start value.
		expect(xorshift32(XORSHIFT_START)).toBe(723_471_715);
		expect(xorshift32(723_471_715)).toBe(2_497_366_906);
	});

	it('does a thousand steps a unit', () => {
		let state = XORSHIFT_START;
		for (let step = 0; step < 2000; step++) state = xorshift32(state);
		expect(workResult(2)).toBe(state);
		expect(workResult(0)).toBe(XORSHIFT_START);
	});
});

describe('makeRecords', () => {
	it('starts alike for every count', () => {
		expect(makeRecords(900, 7).slice(0, 2)).toEqual(makeRecords(2, 7));
		expect(makeRecords(2, 7)).not.toEqual(makeRecords(2, 8));
	});

	it('counts and raises every score', () => {
		const records = makeRecords(3, 1);
		const answer = answerRecords(records);
		expect(answer.count).toBe(3);
		expect(answer.records.map(({ score }) => score - 1)).toEqual(records.map(({ score }) => score));
		expect(answer.total).toBe(records.reduce((sum, { score }) => sum + score, 0));
	});
});

describe('transformOrders', () => {
	const order = (id: number, changes: Partial<Order> = {}): Order => ({
		id,
		customer: { id: 1, name: 'Ada', country: 'DE' },
		placedAt: '2026-01-02T03:04:05Z',
		status: 'paid',
		lines: [{ sku: 'A', quantity: 3, unitPriceCents: 333, discountPercent: 50 }],
		...changes,
	});

	it('rounds a line down, leaves cancelled orders out and counts them', () => {
		const answer = transformOrders([order(1), order(2, { status: 'cancelled' })]);
		expect(answer).toMatchObject({ orders: 1, cancelled: 1, revenueCents: 499, days: 0 });
	});

	it('groups by country and month, both ascending', () => {
		const answer = transformOrders([
			order(1),
			order(2, { placedAt: '2025-12-31T23:59:59Z' }),
			order(3, { customer: { id: 2, name: 'Bo', country: 'AT' } }),
		]);
		expect(answer.countries.map(({ country, orders }) => [country, orders])).toEqual([
			['AT', 1],
			['DE', 2],
		]);
		expect(answer.countries[1]?.months.map(({ month }) => month)).toEqual(['2025-12', '2026-01']);
		expect(answer).toMatchObject({ firstPlacedAt: '2025-12-31T23:59:59Z', days: 1 });
	});

	it('breaks ties by the lower id, and knows the weekday', () => {
		const answer = transformOrders([order(9), order(4), order(5)]);
		expect(answer.largest.map(({ id }) => id)).toEqual([4, 5, 9]);
		expect(answer.largest[0]).toMatchObject({ date: '2026-01-02', weekday: 'Friday' });
		expect(answer.customers).toEqual([{ id: 1, name: 'Ada', orders: 3, revenueCents: 1497 }]);
	});

	it('answers for nothing but cancelled orders', () => {
		expect(transformOrders([order(1, { status: 'cancelled' })])).toMatchObject({
			orders: 0,
			firstPlacedAt: null,
			days: 0,
			largest: [],
		});
	});
});

describe('makeOrders', () => {
	it('is drawn from its seed', () => {
		expect(makeOrders(5, 1)).toEqual(makeOrders(5, 1));
		expect(makeOrders(5, 1)).not.toEqual(makeOrders(5, 2));
	});

	it('makes bodies of the three sizes that are measured', () => {
		const kilobytes = [300, 750, 1500].map((count) =>
			Math.round(JSON.stringify({ orders: makeOrders(count, 1) }).length / 1000),
		);
		expect(kilobytes[0]).toBeGreaterThan(90);
		expect(kilobytes[2]).toBeLessThan(520);
	});
});
