import type { ServerAddress } from './contract-case.ts';
import { expectSame } from './expect-answer.ts';
import { open, request, type Connection } from './http-connection.ts';
import { expectNothingInternal } from './internal-text.ts';

/** Behind every strange request goes this plain one. It ends its connection, so that nobody has to wait. */
const PLAIN = request('/ready', 'GET', ['Connection: close']);
const READY = '{"status":"ready"}';

/** What a server may do with a request: answer with one of these statuses, or close without a word. */
export type Allowed = readonly (number | 'closed')[];

/**
 * Sends `text` and a plain request after it, and expects one answer to each, or none to the second: a server that
 * refuses the first closes, and one that took part of it for a request of its own would answer thrice.
 */
export async function expectAnsweredOnce(
	server: ServerAddress,
	text: string,
	allowed: Allowed,
): Promise<void> {
	const connection = await open(server);
	try {
		connection.send(text + PLAIN);
		await expectOneAnswer(connection, allowed);
		const second = await connection.answerOrClosed();
		if (second === 'closed') return;
		// How some servers say that the first, which was answered for its head, did not end well.
		if (![400, 431].includes(second.status)) expectSame('the second answer', second.body, READY);
		expectSame('what follows both', await connection.answerOrClosed(), 'closed');
	} finally {
		connection.destroy();
	}
}

async function expectOneAnswer(connection: Connection, allowed: Allowed): Promise<void> {
	const first = await connection.answerOrClosed();
	const got = first === 'closed' ? first : first.status;
	if (!allowed.includes(got)) {
		const shown = first === 'closed' ? 'a closed connection' : `${first.status} ${first.body}`;
		throw new Error(`expected ${allowed.join(' or ')}, got ${shown}`);
	}
	if (first !== 'closed') expectNothingInternal(first);
}
