import type { ContractCase, ServerAddress } from '../contract-case.ts';
import { errors, expectAnswer, expectSame } from '../expect-answer.ts';
import { ask, type Answer } from '../http-connection.ts';
import { sendBody } from '../send-body.ts';
import { expectAnswerOf } from './body-path.ts';
import { refusesAllBut } from './whole-numbers.ts';

/** Keys that nobody else writes to: cases run at the same time, and the load asks for 1 to 64. */
const KEY = { alone: 70, together: 71, readers: 72, raced: 73, versions: 74, wraps: 75, body: 76 };
const CLIENTS = 40;
const TIMES = 250;
const LARGEST_VALUE = 2 ** 32 - 1;

export const sharedStateCases: ContractCase[] = [
	...[
		'0',
		'129',
		'-1',
		'+1',
		'01',
		'1.0',
		'1e1',
		'abc',
		'%00',
		'abc?x=/9',
		'9'.repeat(400),
		'',
	].map((key) =>
		rule(`GET /counters/${key.slice(0, 30)} is not there`, async (server) =>
			expectAnswer(`GET /counters/${key}`, await ask(server, `/counters/${key}`), errors.notFound),
		),
	),
	rule('a counter that nobody has written is 0', async (server) => {
		expectCounter(await ask(server, '/counters/128'), 128, 0);
		const body = JSON.stringify({ key: 128, times: 1000, sum: 0 });
		const answer = await ask(server, '/counters?key=128&times=1000');
		expectAnswer('reading it 1,000 times', answer, { status: 200, body });
	}),
	...refusesAllBut({ ...among('times=1'), name: 'key', from: 1, to: 128 }),
	...refusesAllBut({ ...among('key=77'), name: 'times', from: 1, to: 100_000 }),
	rule('a PUT without a value to compare with is 428', async (server) => {
		const answer = await sendBody(server, '/counters/90', '{"value":1}', { method: 'PUT' });
		expectAnswerOf('PUT', answer, errors.valueRequired);
	}),
	...Object.entries(wrongBodies()).map(([name, body]) =>
		rule(`a PUT with ${name} is refused`, async (server) => {
			expectAnswer('PUT', await put(server, KEY.body, body, '*'), errors.invalidBody);
		}),
	),
	rule('a PUT to no counter is 404, whatever its body', async (server) =>
		expectAnswer('PUT', await put(server, 129, 'none', '*'), errors.notFound),
	),
	shared('an increment answers the sums of what it gave, and stays', async (server) => {
		const before = await valueOf(server, KEY.alone);
		for (const [times, sum] of [
			[1, before + 1],
			[3, 3 * before + 9],
		] as const) {
			const target = `/counters?key=${KEY.alone}&times=${times}`;
			const body = JSON.stringify({ key: KEY.alone, times, sum });
			expectAnswer(`POST ${target}`, await ask(server, target, 'POST'), { status: 200, body });
		}
		expectCounter(await ask(server, `/counters/${KEY.alone}`), KEY.alone, before + 4);
	}),
	shared('no increment is lost among forty clients at once', async (server) => {
		const before = await valueOf(server, KEY.together);
		const target = `/counters?key=${KEY.together}&times=${TIMES}`;
		await Promise.all(Array.from({ length: CLIENTS }, () => ask(server, target, 'POST')));
		expectSame('the counter', await valueOf(server, KEY.together), before + CLIENTS * TIMES);
	}),
	shared('a reader among writers sees the counter grow, and never shrink', async (server) => {
		const target = `/counters?key=${KEY.readers}&times=${TIMES}`;
		const writing = Array.from({ length: CLIENTS / 2 }, () => ask(server, target, 'POST'));
		const reading = async (): Promise<void> => {
			let last = 0;
			for (let time = 0; time < CLIENTS / 2; time += 1) {
				const value = await valueOf(server, KEY.readers);
				if (value < last) throw new Error(`expected ${last} or more, got ${value}`);
				last = value;
			}
		};
		await Promise.all([...writing, reading()]);
	}),
	shared(
		'of forty clients who saw the same value one writes, and the others are 412',
		async (server) => {
			const seen = await valueOf(server, KEY.raced);
			const racing = Array.from({ length: CLIENTS }, (_, place) =>
				put(server, KEY.raced, JSON.stringify({ value: seen + 1 + place }), `"${seen}"`),
			);
			const statuses = (await Promise.all(racing)).map(({ status }) => status);
			expectSame('how many wrote', statuses.filter((status) => status === 200).length, 1);
			expectSame('how many were late', statuses.filter((status) => status === 412).length, 39);
		},
	),
	shared('a PUT with another value is 412, and changes nothing', async (server) => {
		expectCounter(await put(server, KEY.versions, '{"value":1}', '*'), KEY.versions, 1);
		for (const tag of ['"2"', 'W/"1"', '"1", "2"', '1', '"01"', '"4294967297"', '"a"', '""']) {
			expectAnswer(
				`PUT with If-Match: ${tag}`,
				await put(server, KEY.versions, '{"value":9}', tag),
				errors.valueChanged,
			);
		}
		expectCounter(await put(server, KEY.versions, '{"value":2}', '"1"'), KEY.versions, 2);
		expectCounter(await ask(server, `/counters/${KEY.versions}`), KEY.versions, 2);
	}),
	shared('a counter has 32 bits, and wraps around', async (server) => {
		const body = JSON.stringify({ value: LARGEST_VALUE });
		expectCounter(await put(server, KEY.wraps, body, '*'), KEY.wraps, LARGEST_VALUE);
		await ask(server, `/counters?key=${KEY.wraps}&times=2`, 'POST');
		expectSame('the counter', await valueOf(server, KEY.wraps), 1);
	}),
];

function among(other: string) {
	return { workload: 'shared-state', prefix: `/counters?${other}&` };
}

async function valueOf(server: ServerAddress, key: number): Promise<number> {
	const answer = await ask(server, `/counters/${key}`);
	expectSame(`the status of GET /counters/${key}`, answer.status, 200);
	return (JSON.parse(answer.body) as { value: number }).value;
}

async function put(
	server: ServerAddress,
	key: number,
	body: string,
	ifMatch: string,
): Promise<Answer> {
	const options = { method: 'PUT' as const, fields: [`If-Match: ${ifMatch}`] };
	const answer = await sendBody(server, `/counters/${key}`, body, options);
	if (answer === 'closed') throw new Error('PUT: expected an answer, the connection closed');
	return answer;
}

function expectCounter(answer: Answer, key: number, value: number): void {
	const body = JSON.stringify({ key, value });
	expectAnswer(`counter ${key}`, answer, { status: 200, body });
	expectSame('ETag', answer.headers.get('etag')?.join(), `"${value}"`);
}

function wrongBodies(): Record<string, string> {
	return {
		'no JSON': '{"value":',
		'an array': '[1]',
		nothing: '',
		'no value': '{}',
		'a value that is null': '{"value":null}',
		'a value as text': '{"value":"1"}',
		'a value with a fraction': '{"value":1.5}',
		'a negative value': '{"value":-1}',
		'a value beyond 32 bits': '{"value":4294967296}',
		'a key in the body': '{"value":1,"key":1}',
	};
}

function rule(name: string, run: ContractCase['run']): ContractCase {
	return { name: `shared-state: ${name}`, workload: 'shared-state', run };
}

/** About what one client sees of another. */
function shared(name: string, run: ContractCase['run']): ContractCase {
	return { ...rule(name, run), sharesState: true };
}
