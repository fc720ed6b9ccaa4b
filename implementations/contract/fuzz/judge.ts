import { errors } from '../expect-answer.ts';
import { parseAnswer, type Answer } from '../http-connection.ts';
import { expectNothingInternal } from '../internal-text.ts';
import type { Exchange } from './exchange.ts';
import type { Script } from './script.ts';

/** How a parser says that it knows no such encoding or method, or version: the client's mistake, with the number of ours. */
const SAID_BY_PARSERS = [501, 505];

/**
 * What an exchange shows to be wrong with a server, in a sentence, or undefined.
 *
 * @param bounded whether it has a queue that can be full, and may say so
 */
export function complaint(
	{ requests }: Script,
	{ received, ended }: Exchange,
	bounded: boolean,
): string | undefined {
	if (ended === 'refused') return 'nobody listens any more';
	if (ended === 'unanswered')
		return 'a whole request is not answered, and the connection stays open';
	if (ended === 'open') return 'the connection stays open though its client has closed its half';
	// An answer to HEAD announces a body that does not come, so where one was asked for only status lines can be told apart.
	if (requests.some(({ text }) => text.includes('HEAD'))) return statusComplaint(received);
	let rest = received;
	while (rest.length > 0) {
		let parsed: ReturnType<typeof parseAnswer>;
		try {
			parsed = parseAnswer(rest, true, false);
		} catch (error) {
			return (error as Error).message;
		}
		if (parsed === undefined) {
			return ended === 'closed' ? `an answer ends in the middle: ${shown(rest)}` : undefined;
		}
		const wrong = answerComplaint(parsed.answer, bounded);
		if (wrong !== undefined) return wrong;
		rest = rest.subarray(parsed.length);
	}
	return undefined;
}

function answerComplaint(answer: Answer, bounded: boolean): string | undefined {
	const { status, body } = answer;
	const isFull = status === 503 && body === errors.overloaded.body;
	if (status >= 500 && !SAID_BY_PARSERS.includes(status) && !(bounded && isFull)) {
		return `an answer of ${status}: ${body.slice(0, 300)}`;
	}
	// What was sent comes back in other answers.
	if (status < 400) return undefined;
	try {
		expectNothingInternal(answer);
	} catch (error) {
		return (error as Error).message;
	}
	return undefined;
}

function statusComplaint(received: Buffer): string | undefined {
	const failed = /HTTP\/1\.[01] (5(?!01|03|05)\d\d)/.exec(received.toString('latin1'));
	return failed ? `an answer of ${failed[1]}` : undefined;
}

function shown(bytes: Buffer): string {
	return JSON.stringify(bytes.toString('latin1').slice(0, 300));
}
