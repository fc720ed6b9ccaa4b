import type { Parameter, Values } from './scenario.ts';

/** What a player's address says: `<player>.<parameter>=<number>`, and `<player>.at` for the moment. */
export function readAddress(
	search: string,
	player: string,
	parameters: readonly Parameter[],
	endMs: number,
): { values: Values; atMs?: number } {
	const query = new URLSearchParams(search);
	const read = (name: string, least: number, most: number) => {
		const given = Number(query.get(`${player}.${name}`) ?? NaN);
		return Number.isFinite(given) ? Math.min(Math.max(given, least), most) : undefined;
	};
	const values = parameters.map(
		({ id, least, most, value }) => [id, read(id, least, most) ?? value] as const,
	);
	const atMs = read('at', 0, endMs);
	return { values: Object.fromEntries(values), ...(atMs !== undefined && { atMs }) };
}

/** The address with what differs from the usual; other players' and the page's own parts stay. */
export function writeAddress(
	search: string,
	player: string,
	parameters: readonly Parameter[],
	{ values, atMs }: { values: Values; atMs: number },
): string {
	const query = new URLSearchParams(search);
	for (const key of [...query.keys()]) if (key.startsWith(`${player}.`)) query.delete(key);
	for (const { id, value } of parameters) {
		if (values[id] !== undefined && values[id] !== value)
			query.set(`${player}.${id}`, `${values[id]}`);
	}
	query.set(`${player}.at`, `${Math.round(atMs * 10) / 10}`);
	return `?${query.toString()}`;
}
