import { sendInvalidParameter, sendJson, type Handler } from './answers.ts';
import type { Sessions } from './sessions.ts';
import { queryOf, readWholeNumber, type WholeNumber } from './whole-number.ts';

const SESSIONS: WholeNumber = { name: 'sessions', least: 1, most: 10_000 };

// #region handler
/**
 * Makes so many sessions in place of old ones, on the event loop.
 *
 * Nothing here frees anything. The collector finds out later what nobody points at any more, and the time that it stops
 * this loop for is on the bill of whichever request comes then.
 */
export function churnIn(live: Sessions): Handler {
	return (request, response) => {
		const sessions = readWholeNumber(queryOf(request.url ?? ''), SESSIONS);
		if (sessions === undefined) return sendInvalidParameter(response, SESSIONS);
		sendJson(response, 200, { sessions, ...live.replace(sessions) });
	};
}
// #endregion handler
