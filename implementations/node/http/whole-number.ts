/** A parameter of a query and the numbers that it may be. */
export type WholeNumber = { name: string; least: number; most: number };

/** The query of a request target. Not split by hand at '&' and '=': that breaks on `n=%35` and on a repeated parameter. */
export function queryOf(target: string): URLSearchParams {
	const start = target.indexOf('?');
	return new URLSearchParams(start === -1 ? '' : target.slice(start + 1));
}

/** The number, or undefined where it is not given once, as digits without sign or leading zeros, in its range. */
export function readWholeNumber(
	query: URLSearchParams,
	{ name, least, most }: WholeNumber,
): number | undefined {
	const given = query.getAll(name);
	const [text] = given;
	// Number() alone would take '1e3', ' 5', '0x10' and '' for numbers.
	if (given.length !== 1 || text === undefined || !DIGITS.test(text)) return undefined;
	const value = Number(text);
	return value >= least && value <= most ? value : undefined;
}

const DIGITS = /^(?:0|[1-9][0-9]{0,9})$/;
