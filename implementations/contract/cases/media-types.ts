import type { ContractCase } from '../contract-case.ts';
import { errors } from '../expect-answer.ts';
import { open } from '../http-connection.ts';
import { requestWithBody, sendBody } from '../send-body.ts';
import { expectAnswerOf, expectOneOf, ruleOf, type BodyPath } from './body-path.ts';

/** Letter case, parameters and the white space around them have no meaning (RFC 9110 8.3.1, 5.6.6). */
const TAKEN = [
	'Application/JSON; charset=utf-8',
	'application/json;charset=latin1',
	'application/json ; charset="utf-8"',
	'application/json;',
];

const REFUSED: Record<string, string> = {
	'without a media type': 'none',
	'of text': 'text/plain',
	'of a similar type': 'application/jsonp',
	'of a type with a suffix': 'application/problem+json',
	'of JSON under an old name': 'text/json',
	'of a form': 'application/x-www-form-urlencoded',
	'of parts': 'multipart/form-data; boundary=json',
	'whose type stands in a parameter': 'text/plain; a=application/json',
	'of two types in a list': 'text/plain, application/json',
	'of a type without its half': 'application',
	'of a type that is a slash': '/',
	'of a type of 4 KiB': `application/${'json'.repeat(1_000)}`,
};

export function mediaTypeRules(path: BodyPath): ContractCase[] {
	const { method, target, valid } = path;
	const rule = ruleOf(path);
	return [
		...TAKEN.map((contentType) =>
			rule(`a body of "${contentType}" is taken`, async (server) => {
				const answer = await sendBody(server, target, valid, { method, contentType });
				expectAnswerOf(`${method} of "${contentType}"`, answer, path.answer);
			}),
		),
		...Object.entries(REFUSED).map(([name, contentType]) =>
			rule(`a body ${name} is refused`, async (server) => {
				const answer = await sendBody(server, target, valid, { method, contentType });
				expectAnswerOf(`${method} with a body ${name}`, answer, errors.unsupportedMediaType);
			}),
		),
		// Which of two fields counts is for each library to say (RFC 9110 5.3 forbids to send them).
		rule('a body with two media types is taken or refused', async (server) => {
			const text = requestWithBody(target, valid, { method });
			const connection = await open(server);
			try {
				connection.send(text.replace('Content-Type', 'Content-Type: text/plain\r\nContent-Type'));
				expectOneOf(`${method} with two media types`, await connection.answerOrClosed(), [
					path.answer,
					errors.unsupportedMediaType,
				]);
			} finally {
				connection.destroy();
			}
		}),
	];
}
