import { answerRecords, makeRecords } from '../../../src/core/workloads/records.ts';
import { transformOrders } from '../../../src/core/workloads/transform.ts';
import type { BodyPath } from './body-path.ts';

const records = makeRecords(1, 5);
const item = { name: 'Lamp', priceCents: 1999, tags: ['light', 'new'] };
const orders = [
	{
		id: 1,
		customer: { id: 1, name: 'Ada', country: 'DE' },
		placedAt: '2026-01-02T03:04:05Z',
		status: 'paid' as const,
		lines: [{ sku: 'SKU-1', quantity: 3, unitPriceCents: 333, discountPercent: 50 }],
	},
];
const text = '{"records":[], "more":"text"}';

export const recordsPath: BodyPath = {
	workload: 'json',
	method: 'POST',
	target: '/json',
	valid: JSON.stringify({ records }),
	answer: { status: 200, body: JSON.stringify(answerRecords(records)) },
};

export const echoPath: BodyPath = {
	workload: 'json',
	method: 'POST',
	target: '/json/echo',
	valid: text,
	answer: { status: 200, body: text },
};

/** An item that is there at the start, so that it is always replaced. */
export const itemPath: BodyPath = {
	workload: 'store',
	method: 'PUT',
	target: '/items/500',
	valid: JSON.stringify(item),
	answer: { status: 200, body: JSON.stringify({ id: 500, ...item }) },
};

export const ordersPath: BodyPath = {
	workload: 'transform',
	method: 'POST',
	target: '/transform',
	valid: JSON.stringify({ orders }),
	answer: { status: 200, body: JSON.stringify(transformOrders(orders)) },
};

/** Every path that takes a body, whatever its workload. */
export const bodyPaths: readonly BodyPath[] = [recordsPath, echoPath, itemPath, ordersPath];
