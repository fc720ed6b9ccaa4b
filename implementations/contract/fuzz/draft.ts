import { makeOrders } from '../../../src/core/workloads/orders.ts';
import { makeRecords } from '../../../src/core/workloads/records.ts';
import type { Random } from './random.ts';

/** A request before it is text, so that it can be changed where it hurts. One character is one byte. */
export type Draft = {
	method: string;
	target: string;
	version: string;
	fields: [name: string, value: string][];
	/** JSON that is still a value, or nothing. */
	json?: unknown;
	chunked: boolean;
};

/** What every server has. */
const PROCESS = [
	(random: Random) => get(random.pick(['/health', '/ready', '/nothing', '/', '/health?x=1'])),
	(random: Random) => send('POST', random.pick(['/nothing', '/health']), { a: random.below(9) }),
];

/** What each workload takes, cheap enough for thousands; mutations make it worse. */
const WORKLOADS: Record<string, ((random: Random) => Draft)[]> = {
	hello: [() => get('/hello')],
	prime: [(random) => get(`/prime?n=${1 + random.below(300)}`)],
	work: [(random) => get(`/work?units=${random.below(20)}`)],
	wait: [(random) => get(`/wait?ms=${random.below(5)}&units=${random.below(5)}`)],
	json: [
		(random) => get(`/json?records=${1 + random.below(30)}&seed=${1 + random.below(1_000)}`),
		(random) => send('POST', '/json', { records: makeRecords(random.below(10), 7) }),
		(random) => send('POST', '/json/echo', { records: makeRecords(random.below(10), 7) }),
	],
	store: [
		(random) => get(`/items/${1 + random.below(1_100)}`),
		(random) => get(`/items?from=${1 + random.below(1_000)}&limit=${1 + random.below(20)}`),
		(random) => get(`/items/summary?from=${1 + random.below(1_000)}&limit=${1 + random.below(20)}`),
		// Items that are there at the start: a store may grow with new ones, and that would look like a leak.
		(random) =>
			send('PUT', `/items/${1 + random.below(1_000)}`, {
				name: `Fuzz ${random.below(100)}`,
				priceCents: random.below(10_000),
				tags: ['fuzz'],
			}),
	],
	crud: [
		(random) => get(`/products/${1 + random.below(1_100)}`),
		(random) => get(`/products?after=${random.below(1_000)}&limit=${1 + random.below(20)}`),
		// Mostly 428 or 409: nothing that is there at the start may change.
		(random) => send('PUT', `/products/${1 + random.below(1_000)}`, product(random)),
		(random) => send('POST', '/products', product(random)),
	],
	aggregate: [
		(random) =>
			get(
				`/customers/${1 + random.below(110)}/overview/${random.pick(['sequential', 'parallel', 'pipelined'])}`,
			),
	],
	// Through the front alone; a back answers the first with 404.
	traced: [
		(random) => get(`/relay/${random.below(1_100)}`),
		(random) => get(`/items/${random.below(1_100)}`),
	],
	transform: [
		(random) => send('POST', '/transform', { orders: makeOrders(1 + random.below(4), 3) }),
	],
};

/** A valid request to a server of these workloads. */
export function drawDraft(random: Random, workloads: readonly string[]): Draft {
	const kinds = [PROCESS, ...workloads.map(draftsOf)];
	const draft = random.pick(random.pick(kinds))(random);
	return { ...draft, chunked: draft.json !== undefined && random.chance(0.3) };
}

function draftsOf(workload: string): ((random: Random) => Draft)[] {
	const drafts = WORKLOADS[workload];
	if (drafts) return drafts;
	throw new Error(`fuzz/draft.ts has no requests of the workload "${workload}"; add some there.`);
}

function product(random: Random): object {
	const sku = `Fuzz ${random.below(100)}`;
	return { sku, name: 'Fuzz', priceCents: random.below(10_000), stock: random.below(100) };
}

/** The request as it is sent. */
export function textOf(
	{ method, target, version, fields, json, chunked }: Draft,
	random: Random,
): string {
	const line = `${method} ${target} ${version}\r\n`;
	if (json === undefined) return `${line}${fieldsText(fields)}\r\n`;
	const body = Buffer.from(JSON.stringify(json)).toString('latin1');
	if (!chunked) {
		return `${line}${fieldsText([...fields, ['Content-Length', String(body.length)]])}\r\n${body}`;
	}
	const head = `${line}${fieldsText([...fields, ['Transfer-Encoding', 'chunked']])}\r\n`;
	return `${head}${inChunks(body, 1 + random.below(200))}0\r\n\r\n`;
}

function inChunks(body: string, size: number): string {
	let text = '';
	for (let start = 0; start < body.length; start += size) {
		const chunk = body.slice(start, start + size);
		text += `${chunk.length.toString(16)}\r\n${chunk}\r\n`;
	}
	return text;
}

function fieldsText(fields: readonly [string, string][]): string {
	return fields.map(([name, value]) => `${name}: ${value}\r\n`).join('');
}

function get(target: string): Draft {
	const fields: Draft['fields'] = [['Host', 'fuzz.test']];
	return { method: 'GET', target, version: 'HTTP/1.1', fields, chunked: false };
}

function send(method: string, target: string, json: unknown): Draft {
	const fields: Draft['fields'] = [
		['Host', 'fuzz.test'],
		['Content-Type', 'application/json'],
	];
	return { method, target, version: 'HTTP/1.1', fields, json, chunked: false };
}
