/** What an answer of the origin allows a cache that many share (RFC 9111 5.2.2). */
export type Freshness = {
	/** Whether it may be kept, and given to anyone but who asked for it. */
	storable: boolean;
	/** How old it is already, where another cache has kept it. */
	ageMs: number;
	/** From now on. */
	freshMs: number;
	/** How long after that it may be given while the origin fails (RFC 5861 4). */
	staleIfErrorMs: number;
};

/**
 * @param ttlMs where the origin says nothing
 * @param age the field `Age`, in seconds
 */
export function freshnessOf(
	cacheControl: string | undefined,
	age: string | undefined,
	ttlMs: number,
): Freshness {
	const directives = directivesOf(cacheControl ?? '');
	// `no-cache` allows to keep it and to ask each time whether it changed. This cache does not ask
	// that (If-None-Match), so there is nothing to keep it for.
	const storable = !['no-store', 'private', 'no-cache'].some((name) => directives.has(name));
	const said = directives.get('s-maxage') ?? directives.get('max-age');
	const lifetimeMs = said === undefined ? ttlMs : milliseconds(said);
	const ageMs = milliseconds(age);
	return {
		storable,
		ageMs,
		freshMs: Math.max(0, lifetimeMs - ageMs),
		staleIfErrorMs: milliseconds(directives.get('stale-if-error')),
	};
}

function directivesOf(field: string): Map<string, string> {
	const parts = field.toLowerCase().split(',');
	return new Map(parts.map((part) => part.trim().split('=', 2) as [string, string]));
}

/** What is no number of seconds counts as none: stale is the safe reading (RFC 9111 4.2.1). */
function milliseconds(seconds: string | undefined): number {
	return /^[0-9]{1,10}$/.test(seconds ?? '') ? Number(seconds) * 1_000 : 0;
}
