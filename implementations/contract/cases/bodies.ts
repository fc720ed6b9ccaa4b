import type { ContractCase } from '../contract-case.ts';
import { expectSame } from '../expect-answer.ts';
import { open, request, type Answer } from '../http-connection.ts';

const SECOND = request('/nothing');
const LARGE = 'x'.repeat(300_000);

const HEAD = 'HTTP/1.1\r\nHost: contract.test\r\n';

/** A body that no path takes may also be refused as such. */
const REFUSED = 400;

type UnexpectedBody = [name: string, text: string, status: number, workload?: string | undefined];

const UNEXPECTED_BODIES: UnexpectedBody[] = [
	['GET with a body', `GET /health ${HEAD}Content-Length: 5\r\n\r\nhello`, 200],
	[
		'GET with a chunked body',
		`GET /health ${HEAD}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n`,
		200,
	],
	['POST with a large body', `POST /ready ${HEAD}Content-Length: 300000\r\n\r\n${LARGE}`, 405],
	...looksLikeARequest('GET', '/health', 200),
	...looksLikeARequest('DELETE', '/health', 405),
	...looksLikeARequest('POST', '/nothing', 404),
	...looksLikeARequest('GET', '/hello', 200, 'hello'),
	...looksLikeARequest('GET', '/prime?n=6', 200, 'prime'),
	...looksLikeARequest('GET', '/work?units=1', 200, 'work'),
	...looksLikeARequest('GET', '/wait?ms=0&units=0', 200, 'wait'),
	...looksLikeARequest('GET', '/churn?sessions=1', 200, 'churn'),
	...looksLikeARequest('GET', '/json?records=1&seed=1', 200, 'json'),
	...looksLikeARequest('GET', '/json/echo', 405, 'json'),
	...looksLikeARequest('GET', '/items/7', 200, 'store'),
	...looksLikeARequest('DELETE', '/items/7', 405, 'store'),
	...looksLikeARequest('PUT', '/items/none', 404, 'store'),
	...looksLikeARequest('GET', '/transform', 405, 'transform'),
];

export const bodyCases: ContractCase[] = UNEXPECTED_BODIES.map(
	([name, text, status, workload]) => ({
		name: `${name} is answered once, and its body is never taken for a request`,
		...(workload === undefined ? {} : { workload }),
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
	}),
);

function looksLikeARequest(
	method: string,
	target: string,
	status: number,
	workload?: string,
): UnexpectedBody[] {
	const size = SECOND.length;
	const bodies = {
		'a body': `Content-Length: ${size}\r\n\r\n${SECOND}`,
		'a chunk': `Transfer-Encoding: chunked\r\n\r\n${size.toString(16)}\r\n${SECOND}\r\n0\r\n\r\n`,
	};
	return Object.entries(bodies).map(([what, body]) => [
		`${method} ${target} with ${what} that looks like a request`,
		`${method} ${target} ${HEAD}${body}`,
		status,
		workload,
	]);
}

function expectNothingButTheThird(name: string, next: Answer | 'closed'): void {
	if (next === 'closed') return;
	expectSame(`the answer after ${name}`, next.body, '{"status":"ready"}');
}
