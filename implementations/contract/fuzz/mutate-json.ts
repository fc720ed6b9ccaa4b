import type { Random } from './random.ts';

const ODD: readonly unknown[] = [
	null,
	true,
	0,
	-1,
	-0.5,
	1e21,
	2 ** 31,
	2 ** 53,
	1.0000000001,
	'',
	'1',
	'x'.repeat(101),
	'x'.repeat(5_000),
	'\0',
	'\ud800',
	'\u2028<script>&',
	'2026-02-30T00:00:00Z',
	'🦀'.repeat(40),
	[],
	{},
	[[[[[]]]]],
];
const NAMES = [
	'',
	'id',
	'ID',
	'__proto__',
	'constructor',
	'toString',
	'unknown',
	'\0',
	'x'.repeat(500),
];

/** A JSON value in which one place is another, missing, doubled, renamed or nested. */
export function mutateJson(value: unknown, random: Random): unknown {
	if (Array.isArray(value) && value.length > 0 && random.chance(0.8)) {
		return changedList(value, random);
	}
	if (isObject(value) && Object.keys(value).length > 0 && random.chance(0.8)) {
		return changedObject(value, random);
	}
	return random.chance(0.05) ? nested(random) : random.pick(ODD);
}

function changedList(list: readonly unknown[], random: Random): unknown[] {
	const place = random.below(list.length);
	if (random.chance(0.1)) return list.filter((_, other) => other !== place);
	if (random.chance(0.05)) return Array.from({ length: 1_001 }, () => list[place]);
	return list.map((element, other) => (other === place ? mutateJson(element, random) : element));
}

function changedObject(object: Record<string, unknown>, random: Random): unknown {
	const name = random.pick(Object.keys(object));
	const { [name]: value, ...others } = object;
	// As entries, because assigning `__proto__` would set something else than a field.
	const withField = (field: string, content: unknown): unknown =>
		Object.fromEntries([...Object.entries(others), [field, content]]);
	if (random.chance(0.1)) return others;
	if (random.chance(0.1)) return withField(random.pick(NAMES), value);
	if (random.chance(0.1)) return { ...object, [`${random.pick(NAMES)}2`]: random.pick(ODD) };
	return withField(name, mutateJson(value, random));
}

function nested(random: Random): unknown {
	let value: unknown = 1;
	for (let depth = random.pick([5, 130, 2_000]); depth > 0; depth -= 1)
		value = random.chance(0.5) ? [value] : { a: value };
	return value;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
