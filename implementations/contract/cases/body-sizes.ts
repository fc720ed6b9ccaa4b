import type { ContractCase, ServerAddress } from '../contract-case.ts';
import { errors, expectAnswer, expectSame } from '../expect-answer.ts';
import { open } from '../http-connection.ts';
import { sendBody, type BodyOptions } from '../send-body.ts';
import { expectAnswerOf, LIMIT_BYTES, ruleOf, type BodyPath } from './body-path.ts';

/** Beyond what fits into memory, into 53 bits and into 64. */
const ANNOUNCED = ['1048577', '1099511627776', '9007199254740993', '9223372036854775807'];

const HOW: [how: string, options: BodyOptions][] = [
	['with a length', {}],
	['in chunks', { chunkBytes: 16_384 }],
];

/** @param taken what the path answers to `body`, which is as long as it may be, or a byte less */
export function sizeRules(
	path: BodyPath,
	fill: (bytes: number) => { body: string; answer: BodyPath['answer'] },
): ContractCase[] {
	const { method, target } = path;
	const rule = ruleOf(path);
	return [
		...[LIMIT_BYTES - 1, LIMIT_BYTES].flatMap((bytes) =>
			HOW.map(([how, options]) =>
				rule(`a body of ${bytes} bytes ${how} is taken`, async (server) => {
					const { body, answer } = fill(bytes);
					const got = await sendBody(server, target, body, { method, ...options });
					expectAnswerOf(`a body of ${bytes} bytes ${how}`, got, answer);
				}),
			),
		),
		...HOW.map(([how, options]) =>
			rule(`a body of ${LIMIT_BYTES + 1} bytes ${how} is refused`, async (server) => {
				const { body } = fill(LIMIT_BYTES + 1);
				const answer = await sendBody(server, target, body, { method, ...options });
				// A server may answer, and may cut a sender off that goes on after it was refused.
				if (answer !== 'closed')
					expectAnswer(`a body too large ${how}`, answer, errors.bodyTooLarge);
				await expectToGoOn(server, path);
			}),
		),
		...ANNOUNCED.map((bytes) =>
			rule(`a body announced with ${bytes} bytes is refused before it comes`, async (server) => {
				const connection = await open(server);
				try {
					connection.send(
						`${method} ${target} HTTP/1.1\r\nHost: contract.test\r\nContent-Type: application/json\r\nContent-Length: ${bytes}\r\n\r\n`,
					);
					const answer = await connection.answerOrClosed();
					if (answer === 'closed') return;
					// A parser may have no such number, and say so in its own words.
					if (Number(bytes) > Number.MAX_SAFE_INTEGER && answer.status === 400) return;
					expectAnswer(`a body announced with ${bytes} bytes`, answer, errors.bodyTooLarge);
				} finally {
					connection.destroy();
				}
				await expectToGoOn(server, path);
			}),
		),
	];
}

/** White space after a body is part of it, and changes nothing of what it says. */
export function padded({ valid, answer }: BodyPath) {
	return (bytes: number) => ({
		body: valid + ' '.repeat(bytes - Buffer.byteLength(valid)),
		answer,
	});
}

async function expectToGoOn(
	server: ServerAddress,
	{ method, target, valid }: BodyPath,
): Promise<void> {
	const after = await sendBody(server, target, valid, { method });
	if (after === 'closed') throw new Error('expected the server to go on, it closed');
	expectSame('the status of the next request', Math.floor(after.status / 100), 2);
}
