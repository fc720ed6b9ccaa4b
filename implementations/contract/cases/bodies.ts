import type { ContractCase } from '../contract-case.ts';
import { expectSame } from '../expect-answer.ts';
import { open, request, type Answer } from '../http-connection.ts';

const SECOND = request('/nothing');
const LARGE = 'x'.repeat(300_000);

const HEAD = 'HTTP/1.1\r\nHost: contract.test\r\n';

/** A body that no path takes may also be refused as such. */
const REFUSED = 400;

const UNEXPECTED_BODIES: [name: string, text: string, status: number][] = [
	['GET with a body', `GET /health ${HEAD}Content-Length: 5\r\n\r\nhello`, 200],
	[
		'GET with a chunked body',
		`GET /health ${HEAD}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n`,
		200,
	],
	['POST with a large body', `POST /ready ${HEAD}Content-Length: 300000\r\n\r\n${LARGE}`, 405],
	[
		'GET whose body looks like a request',
		`GET /health ${HEAD}Content-Length: ${SECOND.length}\r\n\r\n${SECOND}`,
		200,
	],
];

export const bodyCases: ContractCase[] = UNEXPECTED_BODIES.map(([name, text, status]) => ({
	name: `${name} is answered once, and its body is never taken for a request`,
	run: async (server) => {
		const connection = await open(server);
		try {
			connection.send(text);
			// A server that does not drain may cut a sender off before its answer can be read.
			const first = await connection.answerOrClosed();
			if (first === 'closed') return;
			if (first.status !== REFUSED) expectSame(`the status of ${name}`, first.status, status);
			connection.send(request('/ready'));
			expectNothingButTheThird(name, await connection.answerOrClosed());
		} finally {
			connection.destroy();
		}
	},
}));

function expectNothingButTheThird(name: string, next: Answer | 'closed'): void {
	if (next === 'closed') return;
	expectSame(`the answer after ${name}`, next.body, '{"status":"ready"}');
}
