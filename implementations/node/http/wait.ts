import type { ServerResponse } from 'node:http';
import { sendInvalidParameter } from './answers.ts';
import { queryOf, readWholeNumber, type WholeNumber } from './whole-number.ts';
import { UNITS } from './work.ts';

const MS: WholeNumber = { name: 'ms', least: 0, most: 10_000 };

// #region wait
/**
 * Waits, as for a database or another service, and then goes on with `then`.
 *
 * A timer is an entry in a list of the event loop: nothing is blocked, and ten thousand of them cost
 * little more than one. What a timer cannot do is interrupt: it runs late by whatever runs then.
 */
export function wait(ms: number, then: () => void): void {
	// setTimeout(then, 0) would wait 1 ms, its shortest time.
	if (ms === 0) then();
	else setTimeout(then, ms);
}
// #endregion wait

/** What a request asks for, or undefined, answered, where that is not said properly. */
export function readWait(
	target: string,
	response: ServerResponse,
): { ms: number; units: number } | undefined {
	const query = queryOf(target);
	const ms = readWholeNumber(query, MS);
	const units = readWholeNumber(query, UNITS);
	if (ms === undefined) sendInvalidParameter(response, MS);
	else if (units === undefined) sendInvalidParameter(response, UNITS);
	else return { ms, units };
	return undefined;
}
