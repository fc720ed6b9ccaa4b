import { productAtStart, type Product } from '../../../src/core/workloads/shop.ts';
import type { ContractCase, ServerAddress } from '../contract-case.ts';
import { errors, expectAnswer, expectSame, methodNotAllowed } from '../expect-answer.ts';
import { ask, type Answer } from '../http-connection.ts';
import { sendBody } from '../send-body.ts';
import { expectAnswerOf, LIMIT_BYTES } from './body-path.ts';
import { refusesAllBut } from './whole-numbers.ts';

type Draft = Omit<Product, 'id' | 'version'>;

const LARGEST_ID = 2_147_483_647;
/** Each means something in SQL, and nothing in a name. */
const METACHARACTERS = [
	"'; DROP TABLE products; --",
	'" OR ""="',
	"\\'; SELECT pg_sleep(9); --",
	'$1 $$ %s ?',
	'/* a */ %_',
	'Æble "quoted" <&> \t\n 日本 🦀',
];
const NO_ID = ['0', String(LARGEST_ID + 1), '-1', '+1', '01', '1.0', '1e1', 'abc', '%00', ''];
const INJECTED = ["1'", '1%20OR%201=1', '1;DROP%20TABLE%20products'];

export const crudCases: ContractCase[] = [
	...[1, 77, 500].map((id) =>
		rule(`GET /products/${id} serves what is there at the start`, async (server) =>
			expectProduct(await ask(server, `/products/${id}`), 200, productAtStart(id)),
		),
	),
	...[...NO_ID, ...INJECTED, '9'.repeat(400), String(LARGEST_ID)].map((id) =>
		rule(`GET /products/${id.slice(0, 30)} is not there`, async (server) =>
			expectAnswer(`GET /products/${id}`, await ask(server, `/products/${id}`), errors.notFound),
		),
	),
	rule('a product is created, read, changed and deleted', async (server) => {
		const draft = newDraft('lifecycle');
		const { location, product } = await create(server, draft);
		expectProduct(await ask(server, location), 200, product);
		const changed = { ...draft, stock: 41 };
		expectProduct(await put(server, location, changed, '"1"'), 200, {
			...product,
			...changed,
			version: 2,
		});
		const deleted = await ask(server, location, 'DELETE');
		expectSame('the status of DELETE', deleted.status, 204);
		expectSame('Content-Length of 204', deleted.headers.get('content-length'), undefined);
		for (const method of ['GET', 'DELETE']) {
			expectAnswer(`${method} after it`, await ask(server, location, method), errors.notFound);
		}
		expectAnswer('PUT after it', await put(server, location, draft, '*'), errors.notFound);
	}),
	rule('a write with another version is 412, and changes nothing', async (server) => {
		const draft = newDraft('versions');
		const { location, product } = await create(server, draft);
		for (const tag of ['"2"', '"0"', 'W/"1"', '"1", "2"', '1', '"99999999999"', '"a"']) {
			expectAnswer(
				`PUT with If-Match: ${tag}`,
				await put(server, location, { ...draft, stock: 9 }, tag),
				errors.preconditionFailed,
			);
		}
		expectProduct(await ask(server, location), 200, product);
		const any = await put(server, location, draft, '*');
		expectProduct(any, 200, { ...product, version: 2 });
	}),
	rule('a write without a version is 428', async (server) => {
		const { location } = await create(server, newDraft('blind'));
		const body = JSON.stringify(newDraft('blind again'));
		const answer = await sendBody(server, location, body, { method: 'PUT' });
		expectAnswerOf('PUT without If-Match', answer, errors.preconditionRequired);
	}),
	rule('a sku that is taken is 409, for a new product and for an old one', async (server) => {
		const [first, second] = [newDraft('first'), newDraft('second')];
		await create(server, first);
		const { location, product } = await create(server, second);
		const again = await sendBody(server, '/products', JSON.stringify(first));
		expectAnswerOf('POST', again, errors.conflict);
		expectAnswer('PUT', await put(server, location, first, '"1"'), errors.conflict);
		expectProduct(await ask(server, location), 200, product);
	}),
	rule('forty who create one sku at once make one product', async (server) => {
		const body = JSON.stringify(newDraft('race'));
		const racing = Array.from({ length: 40 }, () => sendBody(server, '/products', body));
		const statuses = (await Promise.all(racing)).map((answer) =>
			answer === 'closed' ? answer : answer.status,
		);
		expectSame('how many were created', statuses.filter((status) => status === 201).length, 1);
		expectSame('how many were refused', statuses.filter((status) => status === 409).length, 39);
	}),
	rule('text that means something in SQL is text', async (server) => {
		for (const [place, name] of METACHARACTERS.entries()) {
			const draft = { ...newDraft(`${place} ${name}`.slice(0, 30)), name };
			const { location, product } = await create(server, draft);
			expectProduct(await ask(server, location), 200, product);
		}
		expectProduct(await ask(server, '/products/1'), 200, productAtStart(1));
	}),
	rule('a list begins behind its cursor', async (server) => {
		const products = Array.from({ length: 20 }, (_, place) => productAtStart(301 + place));
		const body = JSON.stringify({ products, next: 320 });
		const target = '/products?after=300&limit=20';
		expectAnswer(`GET ${target}`, await ask(server, target), { status: 200, body });
	}),
	rule('its pages lead to the end, each product once', async (server) => {
		let after: number | null = 700;
		const ids: number[] = [];
		while (after !== null) {
			const { body } = await ask(server, `/products?after=${after}&limit=100`);
			const page = JSON.parse(body) as { products: Product[]; next: number | null };
			ids.push(...page.products.map(({ id }) => id));
			after = page.next;
		}
		const ascending = [...new Set(ids)].sort((a, b) => a - b);
		expectSame('the ids', ids.join(), ascending.join());
		expectSame('the first 300', ids.slice(0, 300).join(), range(701, 1_000).join());
	}),
	...refusesAllBut({ ...listOf('after'), from: 0, to: LARGEST_ID }),
	...refusesAllBut({ ...listOf('limit'), from: 1, to: 100 }),
	...Object.entries(wrongBodies()).map(([name, body]) =>
		rule(`POST and PUT with ${name} are refused`, async (server) => {
			expectAnswerOf('POST', await sendBody(server, '/products', body), errors.invalidBody);
			const options = { method: 'PUT' as const, fields: ['If-Match: *'] };
			expectAnswerOf(
				'PUT',
				await sendBody(server, '/products/1', body, options),
				errors.invalidBody,
			);
		}),
	),
	rule('a body of another type or too large is refused', async (server) => {
		const body = JSON.stringify(newDraft('typed'));
		const text = await sendBody(server, '/products', body, { contentType: 'text/plain' });
		expectAnswerOf('text', text, errors.unsupportedMediaType);
		const large = await sendBody(server, '/products', ' '.repeat(LIMIT_BYTES + 1));
		if (large !== 'closed') expectAnswer('too much', large, errors.bodyTooLarge);
	}),
	...(
		[
			['/products', 'PUT', ['GET', 'HEAD', 'POST']],
			['/products/1', 'POST', ['GET', 'HEAD', 'PUT', 'DELETE']],
		] as const
	).map(([target, method, allowed]) =>
		rule(`${method} ${target} names the methods of the path`, async (server) => {
			const answer = await ask(server, target, method, ['Content-Length: 0']);
			expectAnswer(`${method} ${target}`, answer, methodNotAllowed(allowed));
			expectSame('Allow', answer.headers.get('allow')?.join(), allowed.join(', '));
		}),
	),
];

/** A sku that nobody else uses: cases run at the same time, on one table, and again on another server's. */
export function newDraft(name: string): Draft {
	const sku = `${name} ${process.pid}-${(drafts += 1)}`;
	return { sku, name, priceCents: 1_999, stock: 40 };
}

let drafts = 0;

export async function create(
	server: ServerAddress,
	draft: Draft,
): Promise<{ location: string; product: Product }> {
	const answer = await sendBody(server, '/products', JSON.stringify(draft));
	if (answer === 'closed') throw new Error('POST: expected an answer, the connection closed');
	expectSame('the status of POST', answer.status, 201);
	const { id } = JSON.parse(answer.body) as Product;
	const product = { id, ...draft, version: 1 };
	expectProduct(answer, 201, product);
	const location = `/products/${id}`;
	expectSame('Location', answer.headers.get('location')?.join(), location);
	return { location, product };
}

export async function put(
	server: ServerAddress,
	target: string,
	draft: Draft,
	ifMatch: string,
): Promise<Answer> {
	const options = { method: 'PUT' as const, fields: [`If-Match: ${ifMatch}`] };
	const answer = await sendBody(server, target, JSON.stringify(draft), options);
	if (answer === 'closed') throw new Error('PUT: expected an answer, the connection closed');
	return answer;
}

function expectProduct(answer: Answer, status: number, product: Product): void {
	const { id, sku, name, priceCents, stock, version } = product;
	const body = JSON.stringify({ id, sku, name, priceCents, stock, version });
	expectAnswer(`product ${id}`, answer, { status, body });
	expectSame('ETag', answer.headers.get('etag')?.join(), `"${version}"`);
}

function listOf(name: string) {
	const other = name === 'after' ? 'limit=1' : 'after=1';
	return { workload: 'crud', prefix: `/products?${other}&`, name };
}

function range(from: number, to: number): number[] {
	return Array.from({ length: to - from + 1 }, (_, place) => from + place);
}

function wrongBodies(): Record<string, string> {
	const valid = { sku: 'S', name: 'Lamp', priceCents: 1, stock: 1 };
	const one = (changes: object) => JSON.stringify({ ...valid, ...changes });
	return {
		'no JSON': '{"sku":',
		'an array': '["S","Lamp",1,1]',
		'an id': one({ id: 1 }),
		'a version': one({ version: 1 }),
		'no sku': one({ sku: undefined }),
		'an empty sku': one({ sku: '' }),
		'a sku of 65 letters': one({ sku: 'x'.repeat(65) }),
		'NUL in the sku': one({ sku: 'a\0b' }),
		'NUL in the name': one({ name: '\0' }),
		'a name of 101 letters': one({ name: 'x'.repeat(101) }),
		'a price as text': one({ priceCents: '1' }),
		'a price with a fraction': one({ priceCents: 1.5 }),
		'a negative price': one({ priceCents: -1 }),
		'a stock too high': one({ stock: 1_000_001 }),
		'a stock that is null': one({ stock: null }),
	};
}

function rule(name: string, run: ContractCase['run']): ContractCase {
	return { name: `crud: ${name}`, workload: 'crud', run };
}
