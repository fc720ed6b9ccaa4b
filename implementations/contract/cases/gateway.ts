import { workResult } from '../../../src/core/workloads/xorshift.ts';
import type { ContractCase } from '../contract-case.ts';
import { errors, expectAnswer, expectSame } from '../expect-answer.ts';
import { ask } from '../http-connection.ts';
import { document, HIT, statusOf } from './cache-rules.ts';
import { FORGED_SECRET, nowSeconds, token } from '../tokens.ts';

const PROTECTED = '/gateway/work?units=5';
const allowed = (text = token()): string[] => [`Authorization: Bearer ${text}`];

/** What a system answers as a whole: through its front, from the programs behind it. */
export const gatewayCases: ContractCase[] = [
	rule('who has a token gets the answer of the program behind', async (server) => {
		for (const units of [0, 5, 123]) {
			const answer = await ask(server, `/gateway/work?units=${units}`, 'GET', allowed());
			const body = JSON.stringify({ units, result: workResult(units) });
			expectAnswer('work with a token', answer, { status: 200, body });
		}
	}),
	rule(
		'who has none, a forged or an expired one is told so, with the challenge',
		async (server) => {
			const none = await ask(server, PROTECTED);
			expectAnswer('work without a token', none, errors.missingToken);
			expectSame('its challenge', none.headers.get('www-authenticate')?.join(), 'Bearer');
			const wrong = [
				token({}, { secret: FORGED_SECRET }),
				token({ exp: nowSeconds() - 3_600 }),
				'no.token.atall',
			];
			for (const text of wrong) {
				const answer = await ask(server, PROTECTED, 'GET', allowed(text));
				expectAnswer('work with a wrong token', answer, errors.invalidToken);
				const challenge = answer.headers.get('www-authenticate')?.join();
				expectSame('its challenge', challenge, 'Bearer error="invalid_token"');
			}
		},
	),
	rule(
		'what a cache has is passed on with its own fields, to who has a token alone',
		async (server) => {
			const path = '/gateway/cached/gateway-1';
			expectAnswer('a document', await ask(server, path, 'GET', allowed()), document('gateway-1'));
			const again = await ask(server, path, 'GET', allowed());
			expectAnswer('the same again', again, document('gateway-1'));
			expectSame('its Cache-Status', statusOf(again), HIT);
			expectAnswer('a document', await ask(server, path), errors.missingToken);
		},
	),
	rule('an error of the program behind is passed on as it is', async (server) => {
		const answer = await ask(server, '/gateway/work?units=many', 'GET', allowed());
		const message = 'units must be given once, as a whole number from 0 to 1000000.';
		const body = JSON.stringify({ error: { code: 'invalid-parameter', message } });
		expectAnswer('work with a wrong parameter', answer, { status: 400, body });
	}),
	rule(
		'an answer has the id of its request: the one that came with it, or a new one',
		async (server) => {
			const idOf = async (fields: string[]) => {
				const answer = await ask(server, PROTECTED, 'GET', [...allowed(), ...fields]);
				return answer.headers.get('x-request-id')?.join() ?? 'none';
			};
			expectSame('a good id', await idOf(['X-Request-Id: order-17_b']), 'order-17_b');
			const others = await Promise.all([[], [], ['X-Request-Id: "<script>"']].map(idOf));
			expectSame('new ids', new Set(others).size, 3);
			expectSame(
				'ids with other letters',
				others.filter((id) => !/^[\w-]{16,64}$/.test(id)).join(),
				'',
			);
		},
	),
	rule('paths beside it, above it and below it do not exist', async (server) => {
		for (const path of [
			'/gateway',
			'/gateway/',
			'/gateway/hello',
			'/gateway/work/',
			'/gateway//work',
			'/me',
		]) {
			expectAnswer(path, await ask(server, path, 'GET', allowed()), errors.notFound);
		}
	}),
	rule('HEAD is GET without its body, and no other method is passed on', async (server) => {
		const get = await ask(server, PROTECTED, 'GET', allowed());
		const head = await ask(server, PROTECTED, 'HEAD', allowed());
		expectSame('the status of HEAD', head.status, 200);
		const length = 'content-length';
		expectSame('its length', head.headers.get(length)?.join(), get.headers.get(length)?.join());
		const post = await ask(server, PROTECTED, 'DELETE', allowed());
		expectSame('the status of DELETE', post.status, 405);
		expectSame('Allow', post.headers.get('allow')?.join(), 'GET, HEAD');
	}),
];

function rule(name: string, run: ContractCase['run']): ContractCase {
	return { name: `gateway: ${name}`, workload: 'gateway', run };
}
