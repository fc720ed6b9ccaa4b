import type { ContractCase } from '../contract-case.ts';
import { errors, expectAnswer, expectSame, type ExpectedAnswer } from '../expect-answer.ts';
import type { Answer } from '../http-connection.ts';
import { sendBody, type BodyOptions } from '../send-body.ts';

export type BodyPath = {
	workload: string;
	method: 'POST' | 'PUT';
	target: string;
	/** A body that the path takes, and the answer to it. */
	valid: string;
	answer: ExpectedAnswer;
	/** Bodies that are JSON and yet not what the path takes, by what is wrong with them. */
	wrong: Record<string, string>;
};

const LIMIT_BYTES = 1_048_576;
const NESTED = 100_000;

/** What every path that takes a body must refuse and must take, in the same words. */
export function bodyRules(path: BodyPath): ContractCase[] {
	const { method, target, valid, workload } = path;
	const rule = (name: string, run: ContractCase['run']): ContractCase => ({
		name: `${method} ${target}: ${name}`,
		workload,
		run,
	});
	const refused = (name: string, body: string | Buffer, expected: ExpectedAnswer, more = {}) =>
		rule(`${name} is refused`, async (server) => {
			const answer = await sendBody(server, target, body, { method, ...more });
			expectAnswerOf(`${method} with ${name}`, answer, expected);
		});
	const taken = (name: string, body: string, more: BodyOptions = {}) =>
		rule(`${name} is taken`, async (server) => {
			const answer = await sendBody(server, target, body, { method, ...more });
			expectAnswerOf(`${method} with ${name}`, answer, path.answer);
		});
	return [
		taken('a body with a length', valid),
		taken('a body in chunks of 100 bytes', valid, { chunkBytes: 100 }),
		taken('a body in chunks of three bytes', valid, { chunkBytes: 3 }),
		taken('white space around the body', `\r\n\t ${valid} \n`),
		taken('a body of exactly 1 MiB', valid + ' '.repeat(LIMIT_BYTES - Buffer.byteLength(valid))),
		taken('a media type with a parameter', valid, {
			contentType: 'Application/JSON; charset=utf-8',
		}),
		...Object.entries({ ...malformed(valid), ...path.wrong }).map(([name, body]) =>
			refused(name, body, errors.invalidBody),
		),
		refused('a body without a media type', valid, errors.unsupportedMediaType, {
			contentType: 'none',
		}),
		refused('a body of text', valid, errors.unsupportedMediaType, { contentType: 'text/plain' }),
		refused('a body of a similar type', valid, errors.unsupportedMediaType, {
			contentType: 'application/jsonp',
		}),
		...tooLarge(path, rule),
		rule('bytes that are not UTF-8 break nothing', async (server) => {
			const bytes = Buffer.from(valid);
			bytes[valid.indexOf('"') + 1] = 0xff;
			const answer = await sendBody(server, target, bytes, { method });
			// The first key is spoilt, whether refused as such or read with U+FFFD.
			expectAnswerOf('a body that is not UTF-8', answer, errors.invalidBody);
		}),
	];
}

/** The answer, where a server must give one. @throws Error in a sentence */
export function expectAnswerOf(
	asked: string,
	answer: Answer | 'closed',
	expected: ExpectedAnswer,
): void {
	if (answer === 'closed') throw new Error(`${asked}: expected an answer, the connection closed`);
	expectAnswer(asked, answer, expected);
}

function malformed(valid: string): Record<string, string> {
	return {
		'an empty body': '',
		'only white space': '  ',
		'half a body': valid.slice(0, valid.length / 2),
		'a body without its last brace': valid.slice(0, -1),
		'a body with something after it': `${valid}x`,
		'two bodies': valid + valid,
		'a body in single quotes': valid.replaceAll('"', "'"),
		'a comma too many': `${valid.slice(0, -1)},}`,
		'a comment': `/* hello */${valid}`,
		'a byte order mark that is text': `\\uFEFF${valid}`,
		null: 'null',
		'an array': '[]',
		'a number': '1',
		'a string': JSON.stringify(valid),
		'an empty object': '{}',
		'an unknown field': valid.replace('{', '{"unknown":1,'),
		'a field called __proto__': valid.replace('{', '{"__proto__":{"x":1},'),
		'arrays nested 100,000 deep': '['.repeat(NESTED),
		'objects nested 100,000 deep': '{"a":'.repeat(NESTED),
		'a known field nested 100,000 deep': `${valid.slice(0, valid.indexOf(':') + 1)}${'['.repeat(NESTED)}${']'.repeat(NESTED)}}`,
	};
}

/** A server may answer, and may cut a sender off that goes on after it was refused. */
function tooLarge(
	{ method, target, valid }: BodyPath,
	rule: (name: string, run: ContractCase['run']) => ContractCase,
): ContractCase[] {
	const body = valid + ' '.repeat(LIMIT_BYTES + 1 - Buffer.byteLength(valid));
	const variants: [string, BodyOptions][] = [
		['with a length', {}],
		['in chunks', { chunkBytes: 16_384 }],
	];
	return variants.map(([how, options]) =>
		rule(`1 MiB and a byte ${how} is refused`, async (server) => {
			const answer = await sendBody(server, target, body, { method, ...options });
			if (answer !== 'closed') expectAnswer(`a body too large ${how}`, answer, errors.bodyTooLarge);
			const after = await sendBody(server, target, valid, { method });
			if (after === 'closed') throw new Error('expected the server to go on, it closed');
			expectSame('the status of the next request', Math.floor(after.status / 100), 2);
		}),
	);
}
