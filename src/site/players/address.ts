import type { Parameter, Values } from './scenario.ts';

/** What a player's address says: `<player>.<parameter>=<number>`, and `<player>.at` for the moment. */
export function readAddress(
	search: string,
	player: string,
	parameters: readonly Parameter[],
	endMs: number,
): { values: Values; atMs?: number } {
	const atMs = readNumber(search, `${player}.at`, 0, endMs);
	return {
		values: readValues(search, player, parameters),
		...(atMs !== undefined && { atMs }),
	};
}

/** The address with what differs from the usual; other players' and the page's own parts stay. */
export function writeAddress(
	search: string,
	player: string,
	parameters: readonly Parameter[],
	{ values, atMs }: { values: Values; atMs: number },
): string {
	const query = new URLSearchParams(writeValues(search, player, parameters, values));
	query.set(`${player}.at`, `${Math.round(atMs * 10) / 10}`);
	return `?${query.toString()}`;
}

/** What the address says of each number, within what can be set; else the usual one. */
export function readValues(search: string, owner: string, parameters: readonly Bounded[]): Values {
	const values = parameters.map(
		({ id, least, most, value }) =>
			[id, readNumber(search, `${owner}.${id}`, least, most) ?? value] as const,
	);
	return Object.fromEntries(values);
}

/** The address with the numbers that differ from the usual; what is not the owner's stays. */
export function writeValues(
	search: string,
	owner: string,
	parameters: readonly Bounded[],
	values: Values,
): string {
	const query = new URLSearchParams(search);
	for (const key of [...query.keys()]) if (key.startsWith(`${owner}.`)) query.delete(key);
	for (const { id, value } of parameters) {
		if (values[id] !== undefined && values[id] !== value)
			query.set(`${owner}.${id}`, `${values[id]}`);
	}
	return `?${query.toString()}`;
}

type Bounded = Pick<Parameter, 'id' | 'least' | 'most' | 'value'>;

function readNumber(search: string, name: string, least: number, most: number): number | undefined {
	const given = Number(new URLSearchParams(search).get(name) ?? NaN);
	return Number.isFinite(given) ? Math.min(Math.max(given, least), most) : undefined;
}
