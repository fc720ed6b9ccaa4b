import type { Draft } from './draft.ts';
import { mutateJson } from './mutate-json.ts';
import type { Random } from './random.ts';

type Change = (draft: Draft, random: Random) => Draft;

const METHODS = [
	'HEAD',
	'POST',
	'PUT',
	'DELETE',
	'PATCH',
	'OPTIONS',
	'TRACE',
	'get',
	'FOO',
	'',
	'G\0T',
];
const VERSIONS = [
	'HTTP/1.0',
	'HTTP/1.2',
	'HTTP/2.0',
	'HTTP/0.9',
	'http/1.1',
	'HTTP/1.1 ',
	'ICY',
	'',
];
const VALUES = [
	'',
	'0',
	'-1',
	'+1',
	'1.5',
	'1e3',
	'01',
	'0x10',
	'2147483648',
	'4294967297',
	'18446744073709551617',
	'9'.repeat(400),
	'abc',
	'%',
	'%zz',
	'%00',
	'%0d%0a',
	'%C0%AF',
	'%F0%9F%A6%80',
	'\xff',
	"'",
	'"',
	'<script>',
	'../..',
	'null',
	'[object Object]',
	'NaN',
];
const PATHS = [
	'/',
	'//',
	'/..',
	'/%2e%2e',
	'/.',
	'/%00',
	'/%',
	'?',
	'#',
	';a=b',
	'/a',
	'\\',
	'/%2f',
];
const FIELDS: readonly [name: string, value: string][] = [
	['Connection', 'close'],
	['Connection', 'keep-alive, Upgrade'],
	['Expect', '100-continue'],
	['Expect', 'nothing'],
	['Content-Length', '0'],
	['Content-Length', '5'],
	['Content-Length', '-5'],
	['Content-Length', '99999999999999999999'],
	['Content-Length', '1048577'],
	['Transfer-Encoding', 'chunked'],
	['Transfer-Encoding', 'gzip, chunked'],
	['Transfer-Encoding', 'identity'],
	['Content-Type', 'text/plain'],
	['Content-Type', 'application/json; charset="'],
	['Content-Encoding', 'gzip'],
	['Host', 'other.test'],
	['Accept', '*/*;q=2, ,;'],
	['Accept-Encoding', 'gzip;q=x'],
	['Range', 'bytes=9-1,-'],
	['If-None-Match', '*'],
	['If-Modified-Since', 'yesterday'],
	['Cookie', 'a=b; =; ;'.repeat(20)],
	['X-Forwarded-For', '::1, x'],
	['Trailer', 'Content-Length'],
	['TE', 'trailers, x'],
	['X-Long', 'x'.repeat(9_000)],
	['X-Too-Long', 'x'.repeat(20_000)],
	['X-Folded', 'one\r\n two'],
	['X-Bare', 'one\rtwo\0'],
	['X Space', '1'],
	['', 'no name'],
	['__proto__', 'x'],
	['constructor', 'x'],
];

/** What a parser reads without a doubt, so that the connection goes on. */
const INSIDE: readonly Change[] = [
	(draft, random) => ({ ...draft, target: changedPath(draft.target, random) }),
	(draft, random) => ({ ...draft, target: changedQuery(draft.target, random) }),
	(draft, random) => ({ ...draft, json: mutateJson(draft.json ?? {}, random) }),
];

/** What may end a connection. */
const OUTSIDE: readonly Change[] = [
	(draft, random) => ({ ...draft, method: random.pick(METHODS) }),
	(draft, random) => ({ ...draft, version: random.pick(VERSIONS) }),
	(draft, random) => ({ ...draft, fields: [...draft.fields, random.pick(FIELDS)] }),
	(draft, random) => ({ ...draft, fields: [random.pick(FIELDS), ...draft.fields] }),
	(draft, random) => ({ ...draft, fields: changedFields(draft.fields, random) }),
];

/** One to three changes to what a request asks for. */
export function mutateQuestion(draft: Draft, random: Random): Draft {
	return changed(draft, INSIDE, random);
}

/** One to three changes, to its method, version and fields too. */
export function mutateDraft(draft: Draft, random: Random): Draft {
	return changed(draft, [...INSIDE, ...OUTSIDE], random);
}

function changed(draft: Draft, changes: readonly Change[], random: Random): Draft {
	let result = draft;
	for (let times = 1 + random.below(3); times > 0; times -= 1) {
		// What has a body is changed in it mostly: there is more to be read.
		const change = draft.json !== undefined && random.chance(0.5) ? inBody : random.pick(changes);
		result = change(result, random);
	}
	return result;
}

const inBody: Change = (draft, random) => ({ ...draft, json: mutateJson(draft.json, random) });

function changedPath(target: string, random: Random): string {
	const place = random.below(target.length + 1);
	switch (random.below(4)) {
		case 0:
			return target.slice(0, place) + random.pick(PATHS) + target.slice(place);
		case 1:
			return `http://fuzz.test${random.pick(['', ':80', '@x', '\\'])}${target}`;
		case 2:
			return random.pick(['*', 'fuzz.test:443', target.slice(1), `${target}${'/a'.repeat(500)}`]);
		default:
			return target.replace(/[a-z]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
	}
}

function changedQuery(target: string, random: Random): string {
	const [path = '', query = ''] = target.split('?');
	const pairs = query === '' ? ['x=1'] : query.split('&');
	const place = random.below(pairs.length);
	const [name = ''] = (pairs[place] ?? '').split('=');
	switch (random.below(5)) {
		case 0:
			pairs[place] = `${name}=${random.pick(VALUES)}`;
			break;
		case 1:
			pairs.push(random.pick(pairs));
			break;
		case 2:
			pairs[place] = random.pick([
				name,
				'',
				`${name}[]=1`,
				`${name}[a]=1`,
				`=${name}`,
				`${name}==1`,
			]);
			break;
		case 3:
			pairs.splice(place, 1);
			break;
		default:
			pairs.push(
				...Array.from({ length: 300 }, (_, number) => `p${number}=${random.pick(VALUES)}`),
			);
	}
	return `${path}?${pairs.join(random.pick(['&', '&', '&', ';', '&&']))}`.slice(0, 12_000);
}

function changedFields(fields: Draft['fields'], random: Random): Draft['fields'] {
	const place = random.below(fields.length);
	const [name, value] = fields[place] ?? ['X', ''];
	const others = fields.filter((_, other) => other !== place);
	switch (random.below(4)) {
		case 0:
			return others;
		case 1:
			return [...fields, [name, value]];
		case 2:
			return [...others, [`${name}${random.pick([' ', '\t', '\0', ':'])}`, value]];
		default:
			return [...others, [name.toUpperCase(), `${random.pick(VALUES)}${value}`]];
	}
}
