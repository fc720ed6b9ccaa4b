import { sendError, sendJson, type Handler } from './answers.ts';
import { nthPrime, readN } from './prime.ts';

// #region handler
/**
 * Computes on the event loop, where the request arrived.
 *
 * JavaScript is never interrupted, so until this returns nothing else of the process runs: no other
 * request, no timer, no health check. `async` or `await` would change nothing: they only split work
 * where it waits, and this never waits. `cluster.ts` and `pool.ts` are the two ways out.
 */
export const answerPrime: Handler = (request, response) => {
	const n = readN(request.url ?? '');
	if (n === undefined) return sendError(response, 'invalid-parameter');
	sendJson(response, 200, { n, prime: nthPrime(n) });
};
// #endregion handler
