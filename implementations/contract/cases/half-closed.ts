import { workResult } from '../../../src/core/workloads/xorshift.ts';
import type { ContractCase } from '../contract-case.ts';
import { expectAnswer, expectSame, type ExpectedAnswer } from '../expect-answer.ts';
import { open, request } from '../http-connection.ts';
import { requestWithBody } from '../send-body.ts';
import { bodyPaths } from './body-paths.ts';

/** A connection that a client will send nothing more on must not be kept for the 75 s of an idle one. */
const SECONDS_TO_CLOSE = 5;

const health: ExpectedAnswer = { status: 200, body: '{"status":"ok"}' };

const waited: ExpectedAnswer = {
	status: 200,
	body: JSON.stringify({ ms: 300, units: 0, result: workResult(0) }),
};

/**
 * A client that says with its first end that it sends no more can still read. net/http and node:http answer it; hyper takes
 * the end for a client that is gone, and drops what it has not answered yet. Both is fine, half an answer is not.
 */
export const halfClosedCases: ContractCase[] = [
	closes('sends nothing', '', 'closed'),
	closes('stops in a head', 'GET /health HTTP/1.1\r\nHost: contr', 'refused'),
	closes('sends a request', request('/health'), health),
	closes('sends two requests', request('/health') + request('/health'), health),
	...bodyPaths.flatMap(({ method, target, valid, answer, workload }) => {
		const text = requestWithBody(target, valid, { method });
		return [
			closes(`sends a ${method} to ${target}`, text, answer, workload),
			closes(`stops in a ${method} to ${target}`, text.slice(0, -5), 'refused', workload),
			closes(
				`stops in the chunks of a ${method} to ${target}`,
				requestWithBody(target, valid, { method, chunkBytes: 10 }).slice(0, -5),
				'refused',
				workload,
			),
		];
	}),
	closes('sends a request that has to wait', request('/wait?ms=300&units=0'), waited, 'wait'),
];

function closes(
	what: string,
	text: string,
	expected: ExpectedAnswer | 'refused' | 'closed',
	workload?: string,
): ContractCase {
	return {
		name: `a client that ${what} and closes its half is answered in full or not at all, and let go`,
		...(workload === undefined ? {} : { workload }),
		run: async (server) => {
			const connection = await open(server);
			try {
				if (text !== '') connection.send(text);
				connection.closeHalf();
				if (expected === 'closed') await connection.closed(SECONDS_TO_CLOSE);
				for (;;) {
					const answer = await connection.answerOrClosed();
					if (answer === 'closed') break;
					if (expected === 'closed') throw new Error(`expected no answer, got ${answer.status}`);
					if (expected === 'refused')
						expectSame(
							'whether it is refused',
							answer.status === 400 || answer.status === 408,
							true,
						);
					else expectAnswer('what it sent', answer, expected);
				}
				expectSame('bytes of half an answer', connection.unread(), 0);
				await connection.closed(SECONDS_TO_CLOSE);
			} finally {
				connection.destroy();
			}
		},
	};
}
