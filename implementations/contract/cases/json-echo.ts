import { makeRecords } from '../../../src/core/workloads/records.ts';
import type { ContractCase } from '../contract-case.ts';
import { errors, expectSame } from '../expect-answer.ts';
import { sendBody } from '../send-body.ts';
import { arrivalRules } from './body-arrival.ts';
import { expectAnswerOf, ruleOf } from './body-path.ts';
import { echoPath } from './body-paths.ts';
import { sizeRules } from './body-sizes.ts';
import { mediaTypeRules } from './media-types.ts';

/** What a server that parsed them would refuse, or would write down in another way. */
const NEVER_PARSED: Record<string, string> = {
	'a single byte': '0',
	'what is not JSON': 'not json',
	'half an object': '{"records":[',
	'white space alone': ' \r\n\t ',
	'numbers and escapes that could be written otherwise': '{ "a" : 1.0e0, "\\u0061" : "\\u003c" }',
	'a key given twice': '{"a":1,"a":2}',
	'letters beyond ASCII': '{"name":"Zoë 日本 🦀"}',
	'a byte order mark': '\uFEFF{}',
	'what looks like the last chunk': '0\r\n\r\n',
	'10,000 opening brackets': '['.repeat(10_000),
	'what 900 records are': JSON.stringify({ records: makeRecords(900, 3) }),
};

const rule = ruleOf(echoPath);
const echoed = (body: string) => ({ body, answer: { status: 200, body } });

export const jsonEchoCases: ContractCase[] = [
	...Object.entries(NEVER_PARSED).map(([name, body]) =>
		rule(`${name} comes back as it was sent`, async (server) => {
			const answer = await sendBody(server, echoPath.target, body);
			expectAnswerOf(`POST /json/echo with ${name}`, answer, echoed(body).answer);
		}),
	),
	rule('each byte there is comes back', async (server) => {
		const bytes = Buffer.from(Array.from({ length: 256 }, (_, value) => value));
		const answer = await sendBody(server, echoPath.target, bytes);
		if (answer === 'closed') throw new Error('expected an answer, the connection closed');
		expectSame('the status', answer.status, 200);
		expectSame('the bytes', answer.bytes.toString('hex'), bytes.toString('hex'));
	}),
	...[{}, { chunkBytes: 1 }].map((options) =>
		rule(
			`an empty body ${'chunkBytes' in options ? 'in chunks' : 'with a length'} is refused`,
			async (server) => {
				const answer = await sendBody(server, echoPath.target, '', options);
				expectAnswerOf('an empty body', answer, errors.invalidBody);
			},
		),
	),
	...mediaTypeRules(echoPath),
	...arrivalRules(echoPath),
	...sizeRules(echoPath, (bytes) => echoed('x'.repeat(bytes))),
];
