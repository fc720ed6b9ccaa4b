import {
	answerRecords,
	makeRecords,
	type Record as Person,
} from '../../../src/core/workloads/records.ts';
import type { ContractCase } from '../contract-case.ts';
import { expectAnswer, type ExpectedAnswer } from '../expect-answer.ts';
import { ask } from '../http-connection.ts';
import { sendBody } from '../send-body.ts';
import { expectAnswerOf } from './body-path.ts';
import { recordsPath } from './body-paths.ts';
import { bodyRules } from './body-refusals.ts';
import { refusesAllBut } from './whole-numbers.ts';

const SERVED: [records: number, seed: number][] = [
	[1, 1],
	[2, 4_294_967_295],
	[45, 7],
	[180, 2_147_483_648],
	[1000, 99],
];

export const jsonCases: ContractCase[] = [
	...SERVED.map(([records, seed]): ContractCase => ({
		name: `/json?records=${records}&seed=${seed} serves what the seed says`,
		workload: 'json',
		run: async (server) => {
			const target = `/json?records=${records}&seed=${seed}`;
			const expected = ok({ records: makeRecords(records, seed) });
			expectAnswer(`GET ${target}`, await ask(server, target), expected);
		},
	})),
	...refusesAllBut({
		workload: 'json',
		prefix: '/json?seed=1&',
		name: 'records',
		from: 1,
		to: 1000,
	}),
	...refusesAllBut({
		workload: 'json',
		prefix: '/json?records=1&',
		name: 'seed',
		from: 1,
		to: 4_294_967_295,
	}),
	...bodyRules({ ...recordsPath, wrong: wrongBodies() }),
	...answersTo('three records', makeRecords(3, 5)),
	...answersTo('no record', []),
	...answersTo('a thousand records', makeRecords(1000, 3)),
	...answersTo('every limit', [
		person({ id: 1, name: 'x', email: 'a@b', score: 0, tags: [] }),
		person({ id: 2_147_483_647, name: 'x'.repeat(100), score: 1_000_000 }),
		person({
			email: `${'e'.repeat(252)}@e`,
			tags: Array.from({ length: 8 }, () => 't'.repeat(32)),
		}),
	]),
	...answersTo('what HTML would escape, and letters beyond ASCII', [
		person({ name: '<b>&\'"\\/ Zoë 日本 🦀', tags: ['\u2028'] }),
	]),
];

function answersTo(name: string, records: readonly Person[]): ContractCase[] {
	return [
		{
			name: `POST /json answers to ${name}`,
			workload: 'json',
			run: async (server) => {
				const answer = await sendBody(server, '/json', JSON.stringify({ records }));
				if (answer === 'closed') throw new Error('expected an answer, the connection closed');
				// The same text may be written with other escapes, so it is what it means that counts.
				const read = JSON.stringify(JSON.parse(answer.body));
				expectAnswerOf(
					`POST /json with ${name}`,
					{ ...answer, body: read, headers: lengthOf(read, answer.headers) },
					ok(answerRecords(records)),
				);
			},
		},
	];
}

/** The length that the text would have without escapes that JSON allows and does not need. */
function lengthOf(body: string, headers: Map<string, string[]>): Map<string, string[]> {
	return new Map([...headers, ['content-length', [String(Buffer.byteLength(body))]]]);
}

function person(changes: Partial<Person>): Person {
	return {
		id: 5,
		name: 'Ada',
		email: 'ada@example.org',
		score: 1,
		active: true,
		tags: [],
		...changes,
	};
}

function wrongBodies(): Record<string, string> {
	const one = (changes: object) => JSON.stringify({ records: [{ ...person({}), ...changes }] });
	const without = (name: keyof Person) => one({ [name]: undefined });
	return {
		'records that are an object': '{"records":{}}',
		'a record that is null': '{"records":[null]}',
		'a thousand and one records': JSON.stringify({ records: makeRecords(1001, 1) }),
		'an id that is text': one({ id: '5' }),
		'an id with a fraction': one({ id: 5.5 }),
		'an id of 0': one({ id: 0 }),
		'a negative id': one({ id: -1 }),
		'an id beyond 31 bits': one({ id: 2_147_483_648 }),
		'an id beyond 64 bits': one({}).replace('"id":5', '"id":18446744073709551621'),
		'a name that is a number': one({ name: 5 }),
		'an empty name': one({ name: '' }),
		'a name of 101 letters': one({ name: 'x'.repeat(101) }),
		'an address without @': one({ email: 'ada.example.org' }),
		'an address that begins with @': one({ email: '@example.org' }),
		'an address that ends with @': one({ email: 'ada@' }),
		'an address of 255 letters': one({ email: `${'e'.repeat(253)}@e` }),
		'a score that is null': one({ score: null }),
		'a negative score': one({ score: -1 }),
		'a score too high': one({ score: 1_000_001 }),
		'active as text': one({ active: 'true' }),
		'active as a number': one({ active: 1 }),
		'tags that are text': one({ tags: 'red' }),
		'nine tags': one({ tags: Array.from({ length: 9 }, () => 'red') }),
		'an empty tag': one({ tags: [''] }),
		'a tag of 33 letters': one({ tags: ['t'.repeat(33)] }),
		'a tag that is a number': one({ tags: [1] }),
		'a record with an unknown field': one({ colour: 'red' }),
		'a record without its id': without('id'),
		'a record without its tags': without('tags'),
		'a record without active': without('active'),
	};
}

function ok(value: unknown): ExpectedAnswer {
	return { status: 200, body: JSON.stringify(value) };
}
