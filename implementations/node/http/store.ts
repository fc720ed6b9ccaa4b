import { sendError, sendInvalidParameter, sendJson, type Handler } from './answers.ts';
import { readJson } from './body.ts';
import { findItem, LARGEST_ID, listItems, putItem, type Item } from './items.ts';
import { queryOf, readWholeNumber, type WholeNumber } from './whole-number.ts';

const FROM: WholeNumber = { name: 'from', least: 1, most: LARGEST_ID };
const LIMIT: WholeNumber = { name: 'limit', least: 1, most: 100 };

// #region handler
export const answerItem: Handler = (request, response) => {
	const id = readId(request.url ?? '');
	const item = id === undefined ? undefined : findItem(id);
	if (item === undefined) sendError(response, 'not-found');
	else sendJson(response, 200, item);
};

export const answerPut: Handler = (request, response) => {
	const id = readId(request.url ?? '');
	if (id === undefined) return sendError(response, 'not-found');
	readJson(request, response, (body) => {
		if (!isNewItem(body)) return sendError(response, 'invalid-body');
		// Field by field, because a body may have them in another order than the answer.
		const item = { id, name: body.name, priceCents: body.priceCents, tags: body.tags };
		sendJson(response, putItem(item) ? 201 : 200, item);
	});
};
// #endregion handler

export const answerList = onRange(listItems);

export const answerSummary = onRange((from, limit) => {
	const { items } = listItems(from, limit);
	let [totalCents, maxCents] = [0, 0];
	for (const { priceCents } of items) {
		totalCents += priceCents;
		maxCents = Math.max(maxCents, priceCents);
	}
	const meanCents = items.length === 0 ? 0 : Math.floor(totalCents / items.length);
	return { count: items.length, totalCents, meanCents, maxCents };
});

function onRange(answerOf: (from: number, limit: number) => object): Handler {
	return (request, response) => {
		const query = queryOf(request.url ?? '');
		const from = readWholeNumber(query, FROM);
		if (from === undefined) return sendInvalidParameter(response, FROM);
		const limit = readWholeNumber(query, LIMIT);
		if (limit === undefined) return sendInvalidParameter(response, LIMIT);
		sendJson(response, 200, answerOf(from, limit));
	};
}

/** The id at the end of the path, or undefined where there can be no such item. */
function readId(target: string): number | undefined {
	const [, digits] = /^[^?]*\/([1-9][0-9]{0,4})(?:\?|$)/.exec(target) ?? [];
	const id = Number(digits);
	return id <= LARGEST_ID ? id : undefined;
}

/** By hand, where a framework has schemas: three fields, none missing, none unknown, none coerced. */
function isNewItem(body: unknown): body is Omit<Item, 'id'> {
	if (typeof body !== 'object' || body === null || Object.keys(body).length !== 3) return false;
	const { name, priceCents, tags } = body as Record<string, unknown>;
	return isText(name, 100) && isPrice(priceCents) && isTags(tags);
}

function isPrice(value: unknown): value is number {
	return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 100_000_000;
}

function isTags(value: unknown): value is string[] {
	return Array.isArray(value) && value.length <= 8 && value.every((tag) => isText(tag, 32));
}

/** @param most characters, as Unicode counts them; `length` counts those beyond 16 bits twice */
function isText(value: unknown, most: number): value is string {
	if (typeof value !== 'string' || value === '' || value.length > 2 * most) return false;
	return value.length <= most || [...value].length <= most;
}
