import type { ContractCase } from '../contract-case.ts';
import { errors, expectSame } from '../expect-answer.ts';
import { sendBody } from '../send-body.ts';
import { arrivalRules } from './body-arrival.ts';
import { expectAnswerOf, expectOneOf, ruleOf, type BodyPath } from './body-path.ts';
import { padded, sizeRules } from './body-sizes.ts';
import { leftToTheLanguage, malformed } from './json-syntax.ts';
import { mediaTypeRules } from './media-types.ts';

/** What every path that reads JSON must refuse and must take, in the same words. */
export function bodyRules(
	path: BodyPath & {
		/** Bodies that are JSON and yet not what the path takes, by what is wrong with them. */
		wrong: Record<string, string>;
	},
): ContractCase[] {
	const { method, target, valid } = path;
	const rule = ruleOf(path);
	return [
		rule('white space around the body is taken', async (server) => {
			const answer = await sendBody(server, target, `\r\n\t ${valid} \n`, { method });
			expectAnswerOf(`${method} with white space`, answer, path.answer);
		}),
		...Object.entries({ ...malformed(valid), ...path.wrong }).map(([name, body]) =>
			rule(`${name} is refused`, async (server) => {
				const answer = await sendBody(server, target, body, { method });
				expectAnswerOf(`${method} with ${name}`, answer, errors.invalidBody);
			}),
		),
		...Object.entries(leftToTheLanguage(valid)).map(([name, body]) =>
			rule(`${name} is taken or refused`, async (server) => {
				const answer = await sendBody(server, target, body, { method });
				expectOneOf(`${method} with ${name}`, answer, [path.answer, errors.invalidBody]);
			}),
		),
		rule('bytes that are not UTF-8 break nothing', async (server) => {
			const bytes = Buffer.from(valid);
			bytes[valid.indexOf('"') + 1] = 0xff;
			const answer = await sendBody(server, target, bytes, { method });
			// The first key is spoilt, whether refused as such or read with U+FFFD.
			expectAnswerOf('a body that is not UTF-8', answer, errors.invalidBody);
		}),
		...HALF_LETTERS.map(([name, letters]) =>
			rule(`${name} in a text is read or refused`, async (server) => {
				const body = textWith(valid, letters);
				const answer = await sendBody(server, target, body, { method });
				if (answer === 'closed') throw new Error('expected an answer, the connection closed');
				if (answer.status === 400) expectAnswerOf(name, answer, errors.invalidBody);
				else expectSame('the status', answer.status, path.answer.status);
			}),
		),
		...mediaTypeRules(path),
		...arrivalRules(path),
		...sizeRules(path, padded(path)),
	];
}

/** Bytes and escapes that are half a letter, or none. */
const HALF_LETTERS: [name: string, letters: Buffer][] = [
	['a byte that no UTF-8 has', Buffer.from([0xff])],
	['half a letter of UTF-8', Buffer.from([0xe6, 0x97])],
	['a letter in too many bytes', Buffer.from([0xc0, 0xaf])],
	['half a pair of escapes', Buffer.from('\\ud83e')],
	['a pair of escapes the wrong way round', Buffer.from('\\udd80\\ud83e')],
];

/** `letters` at the beginning of the first text that is a field's value. */
function textWith(valid: string, letters: Buffer): Buffer {
	const start = valid.indexOf('":"') + 3;
	const [before, after] = [valid.slice(0, start), valid.slice(start)];
	return Buffer.concat([Buffer.from(before), letters, Buffer.from(after)]);
}
