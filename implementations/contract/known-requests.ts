import { documentOf } from '../../src/core/workloads/document.ts';
import { makeOrders } from '../../src/core/workloads/orders.ts';
import { overviewOf } from '../../src/core/workloads/overview.ts';
import { answerRecords, makeRecords } from '../../src/core/workloads/records.ts';
import { productAtStart } from '../../src/core/workloads/shop.ts';
import { transformOrders } from '../../src/core/workloads/transform.ts';
import { workResult } from '../../src/core/workloads/xorshift.ts';
import { errors, helloAnswer, primeAnswer, type ExpectedAnswer } from './expect-answer.ts';
import { request } from './http-connection.ts';
import { requestWithBody } from './send-body.ts';
import { token } from './tokens.ts';

/** A request of a workload, as it goes over the wire, and the answer that it has at any time. */
export type KnownRequest = { workload: string; text: string; answer: ExpectedAnswer };

/** Those of some workloads. @throws Error in a sentence where one of them has none */
export function knownRequestsOf(workloads: readonly string[]): KnownRequest[] {
	const all = knownRequests();
	const unknown = workloads.find((id) => !all.some(({ workload }) => workload === id));
	if (unknown !== undefined) {
		throw new Error(
			`known-requests.ts has no request of the workload "${unknown}"; add one there.`,
		);
	}
	return all.filter(({ workload }) => workloads.includes(workload));
}

/** At least one of each path, none of which changes the answer to another. */
function knownRequests(): KnownRequest[] {
	const records = makeRecords(20, 7);
	const orders = makeOrders(10, 3);
	const item = { name: 'Lamp', priceCents: 1999, tags: ['light', 'new'] };
	const prices = [20, 21].map((id) => initialItem(id).priceCents);
	const totalCents = prices.reduce((sum, price) => sum + price, 0);
	const summary = {
		count: 2,
		totalCents,
		meanCents: Math.floor(totalCents / 2),
		maxCents: Math.max(...prices),
	};
	return [
		get('hello', '/hello', JSON.parse(helloAnswer.body)),
		get('prime', '/prime?n=500', JSON.parse(primeAnswer(500, 3571).body)),
		get('work', '/work?units=50', { units: 50, result: workResult(50) }),
		get('wait', '/wait?ms=20&units=1', { ms: 20, units: 1, result: workResult(1) }),
		{ workload: 'sockets', text: request('/sockets/echo'), answer: errors.upgradeRequired },
		get('churn', '/churn?sessions=3', { sessions: 3, dropped: 3, visits: 12 }),
		get('json', '/json?records=20&seed=7', { records }),
		post('json', '/json', { records }, answerRecords(records)),
		post('json', '/json/echo', { records }, { records }),
		get('store', '/items/20', initialItem(20)),
		get('store', '/items?from=20&limit=2', { items: [initialItem(20), initialItem(21)], next: 22 }),
		get('store', '/items/summary?from=20&limit=2', summary),
		put('store', '/items/501', item, { id: 501, ...item }),
		...['/me', '/me/unlimited'].map((path) => ({
			workload: 'auth',
			text: request(path, 'GET', [`Authorization: Bearer ${token()}`]),
			answer: ok({ subject: 'user-1', scope: 'read' }),
		})),
		get('shared-state', '/counters/100', { key: 100, value: 0 }),
		get('shared-state', '/counters?key=100&times=3', { key: 100, times: 3, sum: 0 }),
		{ ...put('shared-state', '/counters/101', { value: 5 }, {}), answer: errors.valueRequired },
		{
			workload: 'gateway',
			text: request('/gateway/work?units=5', 'GET', [`Authorization: Bearer ${token()}`]),
			answer: ok({ units: 5, result: workResult(5) }),
		},
		get('traced', '/items/7', { id: 7, name: 'item 7' }),
		get('crud', '/products/20', productAtStart(20)),
		get('crud', '/products?after=19&limit=1', { products: [productAtStart(20)], next: 20 }),
		...['sequential', 'parallel', 'pipelined'].map((way) =>
			get('aggregate', `/customers/20/overview/${way}`, overviewOf(20)),
		),
		get('cache', '/cached/20', JSON.parse(documentOf('20'))),
		post('transform', '/transform', { orders }, transformOrders(orders)),
	];
}

/** What a store has at the start, for ids from 1 to 1,000. */
export function initialItem(id: number) {
	return { id, name: `Item ${id}`, priceCents: (id * 7919) % 100_000, tags: ['new'] };
}

function get(workload: string, target: string, answer: unknown): KnownRequest {
	return { workload, text: request(target), answer: ok(answer) };
}

function post(workload: string, target: string, body: unknown, answer: unknown): KnownRequest {
	return { workload, text: requestWithBody(target, JSON.stringify(body)), answer: ok(answer) };
}

function put(workload: string, target: string, body: unknown, answer: unknown): KnownRequest {
	const text = requestWithBody(target, JSON.stringify(body), { method: 'PUT' });
	return { workload, text, answer: ok(answer) };
}

function ok(value: unknown): ExpectedAnswer {
	return { status: 200, body: JSON.stringify(value) };
}
