import { sendInvalidParameter, sendJson, type Handler } from './answers.ts';
import { N, nthPrime } from './prime.ts';
import type { Computing } from './server.ts';
import { readWait, wait } from './wait.ts';
import { queryOf, readWholeNumber } from './whole-number.ts';
import { UNITS, work } from './work.ts';

// #region handler
/**
 * Computes on the event loop, where the request arrived.
 *
 * JavaScript is never interrupted, so until this returns nothing else of the process runs: no other
 * request, no timer, no health check. `async` or `await` would change nothing: they only split work
 * where it waits, and this never waits. `cluster.ts` and `pool.ts` are the two ways out.
 */
const answerPrime: Handler = (request, response) => {
	const n = readWholeNumber(queryOf(request.url ?? ''), N);
	if (n === undefined) return sendInvalidParameter(response, N);
	sendJson(response, 200, { n, prime: nthPrime(n) });
};
// #endregion handler

const answerWork: Handler = (request, response) => {
	const units = readWholeNumber(queryOf(request.url ?? ''), UNITS);
	if (units === undefined) return sendInvalidParameter(response, UNITS);
	sendJson(response, 200, { units, result: work(units) });
};

const answerWait: Handler = (request, response) => {
	const asked = readWait(request.url ?? '', response);
	if (asked === undefined) return;
	wait(asked.ms, () => {
		// Nobody is left to answer: computing would only keep others waiting.
		if (response.destroyed) return;
		sendJson(response, 200, { ...asked, result: work(asked.units) });
	});
};

/** The workloads that compute, on the event loop itself. */
export const onThisLoop: Computing = { prime: answerPrime, work: answerWork, wait: answerWait };
