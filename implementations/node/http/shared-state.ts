import type { ServerResponse } from 'node:http';
import { sendError, sendInvalidParameter, sendJson, type Handler } from './answers.ts';
import { readJson } from './body.ts';
import { LARGEST_KEY, type Counters } from './counters.ts';
import { queryOf, readWholeNumber, type WholeNumber } from './whole-number.ts';

const KEY: WholeNumber = { name: 'key', least: 1, most: LARGEST_KEY };
/** Bounds a request to some ten milliseconds. */
const TIMES: WholeNumber = { name: 'times', least: 1, most: 100_000 };
const LARGEST_VALUE = 2 ** 32 - 1;

// #region handlers
export function answerCounter(counters: Counters): Handler {
	return (request, response) => {
		const key = keyIn(request.url ?? '');
		if (key === undefined) return sendError(response, 'not-found');
		sendCounter(response, key, counters.read(key, 1));
	};
}

/**
 * Writes only over the value that the client has seen: compare-and-swap, with a round trip in between. The value is its
 * own entity tag, so a counter that went from 3 to 4 and back to 3 matches again; where that would be wrong, a
 * version that only grows is compared instead.
 */
export function answerPutCounter(counters: Counters): Handler {
	return (request, response) => {
		const key = keyIn(request.url ?? '');
		if (key === undefined) return sendError(response, 'not-found');
		readJson(request, response, (body) => {
			if (!isDraft(body)) return sendError(response, 'invalid-body');
			const ifMatch = request.headers['if-match'];
			if (ifMatch === undefined) return sendError(response, 'value-required');
			const old = ifMatch === '*' ? undefined : valueIn(ifMatch);
			if (old === null || !counters.set(key, old, body.value)) {
				return sendError(response, 'value-changed');
			}
			sendCounter(response, key, body.value);
		});
	};
}

/** `operate` is one of the two that take `times`. */
export function answerTimes(operate: Counters['read' | 'increment']): Handler {
	return (request, response) => {
		const query = queryOf(request.url ?? '');
		const key = readWholeNumber(query, KEY);
		if (key === undefined) return sendInvalidParameter(response, KEY);
		const times = readWholeNumber(query, TIMES);
		if (times === undefined) return sendInvalidParameter(response, TIMES);
		sendJson(response, 200, { key, times, sum: operate(key, times) });
	};
}
// #endregion handlers

function sendCounter(response: ServerResponse, key: number, value: number): void {
	sendJson(response, 200, { key, value }, { ETag: `"${value}"` });
}

function keyIn(target: string): number | undefined {
	const [, digits] = /^[^?]*\/([1-9][0-9]{0,2})(?:\?|$)/.exec(target) ?? [];
	const key = Number(digits);
	return key <= LARGEST_KEY ? key : undefined;
}

function isDraft(body: unknown): body is { value: number } {
	if (typeof body !== 'object' || body === null || Object.keys(body).length !== 1) return false;
	const { value } = body as Record<string, unknown>;
	return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= LARGEST_VALUE;
}

/** Null for what names no value that we give: a weak tag, a list, more than 32 bits, which a Uint32Array would cut off. */
function valueIn(ifMatch: string): number | null {
	const [, digits] = /^"(0|[1-9][0-9]{0,9})"$/.exec(ifMatch) ?? [];
	return digits === undefined || Number(digits) > LARGEST_VALUE ? null : Number(digits);
}
