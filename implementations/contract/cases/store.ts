import type { ContractCase } from '../contract-case.ts';
import { errors, expectAnswer, expectSame, type ExpectedAnswer } from '../expect-answer.ts';
import { ask } from '../http-connection.ts';
import { initialItem } from '../known-requests.ts';
import { sendBody } from '../send-body.ts';
import { expectAnswerOf } from './body-path.ts';
import { itemPath } from './body-paths.ts';
import { bodyRules } from './body-refusals.ts';
import { refusesAllBut } from './whole-numbers.ts';

type Item = { id: number; name: string; priceCents: number; tags: string[] };

/** Ids that nobody else writes to: cases run at the same time, on one store. */
const ID = { replaced: 9_003, writers: 9_100, last: 10_000 };
const WRITERS = 40;
const body = (item: Omit<Item, 'id'>) => JSON.stringify(item);
const valid = { name: 'Lamp', priceCents: 1999, tags: ['light', 'new'] };

export const storeCases: ContractCase[] = [
	...[1, 2, 77, 1000].map((id) =>
		rule(`GET /items/${id} serves what is there at the start`, async (server) =>
			expectAnswer(`GET /items/${id}`, await ask(server, `/items/${id}`), ok(initialItem(id))),
		),
	),
	...[
		'0',
		'5001',
		'10001',
		'-1',
		'+1',
		'01',
		'1.0',
		'1e1',
		'abc',
		'%00',
		'abc?x=/9',
		'9'.repeat(400),
		'',
	].map((id) =>
		rule(`GET /items/${id.slice(0, 30)} is not there`, async (server) =>
			expectAnswer(`GET /items/${id}`, await ask(server, `/items/${id}`), errors.notFound),
		),
	),
	...listCases(),
	rule('PUT creates with 201, replaces with 200, and GET serves the last', async (server) => {
		const target = `/items/${ID.replaced}`;
		const put = (name: string) =>
			sendBody(server, target, body({ ...valid, name }), { method: 'PUT' });
		expectAnswerOf('the first PUT', await put('One'), stored(201, ID.replaced, 'One'));
		expectAnswerOf('the second PUT', await put('Two'), stored(200, ID.replaced, 'Two'));
		expectAnswer('GET after both', await ask(server, target), stored(200, ID.replaced, 'Two'));
	}),
	rule('the last id can be written, and the one after it cannot', async (server) => {
		const put = (id: number) => sendBody(server, `/items/${id}`, body(valid), { method: 'PUT' });
		const first = await put(ID.last);
		if (first === 'closed') throw new Error('expected an answer, the connection closed');
		expectSame('the status for the last id', Math.floor(first.status / 100), 2);
		expectAnswerOf('PUT beyond the last id', await put(ID.last + 1), errors.notFound);
	}),
	rule('forty writers at once leave one of their items, whole', async (server) => {
		const target = `/items/${ID.writers}`;
		const items = Array.from({ length: WRITERS }, (_, place) => ({
			name: `Writer ${place}`,
			priceCents: place,
			tags: [String(place)],
		}));
		await Promise.all(items.map((item) => sendBody(server, target, body(item), { method: 'PUT' })));
		const { body: left } = await ask(server, target);
		const whole = items.map((item) => JSON.stringify({ id: ID.writers, ...item }));
		if (!whole.includes(left)) throw new Error(`expected one writer's item, got ${left}`);
	}),
	...bodyRules({ ...itemPath, wrong: wrongBodies() }),
];

function listCases(): ContractCase[] {
	const list = (from: number, limit: number) =>
		rule(`GET /items?from=${from}&limit=${limit} lists in order`, async (server) => {
			const items = Array.from({ length: limit }, (_, place) => initialItem(from + place));
			const target = `/items?from=${from}&limit=${limit}`;
			expectAnswer(`GET ${target}`, await ask(server, target), ok({ items, next: from + limit }));
		});
	const summary = (from: number, limit: number) =>
		rule(`GET /items/summary?from=${from}&limit=${limit} adds up`, async (server) => {
			const prices = Array.from(
				{ length: limit },
				(_, place) => initialItem(from + place).priceCents,
			);
			const totalCents = prices.reduce((sum, price) => sum + price, 0);
			const meanCents = Math.floor(totalCents / limit);
			const expected = { count: limit, totalCents, meanCents, maxCents: Math.max(...prices) };
			const target = `/items/summary?from=${from}&limit=${limit}`;
			expectAnswer(`GET ${target}`, await ask(server, target), ok(expected));
		});
	const nothing = { count: 0, totalCents: 0, meanCents: 0, maxCents: 0 };
	const bounds = (prefix: string) => [
		...refusesAllBut({
			workload: 'store',
			prefix: `${prefix}limit=1&`,
			name: 'from',
			from: 1,
			to: 10_000,
		}),
		...refusesAllBut({
			workload: 'store',
			prefix: `${prefix}from=1&`,
			name: 'limit',
			from: 1,
			to: 100,
		}),
	];
	return [
		list(1, 1),
		list(1, 20),
		list(300, 100),
		summary(1, 1),
		summary(1, 100),
		summary(301, 50),
		// Nobody writes between 9,200 and the last id, which may or may not be there.
		rule('a list beyond the items is empty or has the last one', async (server) => {
			const { body: text } = await ask(server, '/items?from=9200&limit=5');
			const { items, next } = JSON.parse(text) as { items: Item[]; next: number | null };
			if (items.some(({ id }) => id !== ID.last)) throw new Error(`expected none, got ${text}`);
			expectSame('next at the end', next, null);
		}),
		rule('a summary of nothing is all zeros', async (server) => {
			const target = '/items/summary?from=5000&limit=1';
			const answer = await ask(server, target);
			// Another case may have written item 9,001 or later, which is then the first from here.
			if ((JSON.parse(answer.body) as { count: number }).count > 0) return;
			expectAnswer(`GET ${target}`, answer, ok(nothing));
		}),
		...bounds('/items?'),
		...bounds('/items/summary?'),
	];
}

function wrongBodies(): Record<string, string> {
	const one = (changes: object) => JSON.stringify({ ...valid, ...changes });
	return {
		'an id in the body': one({ id: 1 }),
		'no name': one({ name: undefined }),
		'an empty name': one({ name: '' }),
		'a name of 101 letters': one({ name: 'x'.repeat(101) }),
		'a price as text': one({ priceCents: '1' }),
		'a price with a fraction': one({ priceCents: 1.5 }),
		'a negative price': one({ priceCents: -1 }),
		'a price too high': one({ priceCents: 100_000_001 }),
		'tags that are null': one({ tags: null }),
		'nine tags': one({ tags: Array.from({ length: 9 }, () => 'x') }),
		'a tag of 33 letters': one({ tags: ['x'.repeat(33)] }),
	};
}

function stored(status: number, id: number, name: string): ExpectedAnswer {
	return { status, body: JSON.stringify({ id, ...valid, name }) };
}

function ok(value: unknown): ExpectedAnswer {
	return { status: 200, body: JSON.stringify(value) };
}

function rule(name: string, run: ContractCase['run']): ContractCase {
	return { name, workload: 'store', run };
}
