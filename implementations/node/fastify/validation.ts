import type { FuncKeywordDefinition, Options } from 'ajv';
import type { DataValidateFunction } from 'ajv/dist/types/index.js';

/**
 * The parameters of a query that are whole numbers, each with its least and greatest value, in the
 * order in which they are checked: `{ from: [1, 10_000], limit: [1, 100] }`.
 */
export type WholeNumbers = Record<string, readonly [least: number, most: number]>;

/**
 * A keyword for schemas of query strings: it checks the digits and puts the number in their place.
 *
 * Not ajv's coercion, which Fastify has on: to it `1e3`, `0x10`, `5.0`, ` 5` and `+5` are numbers too.
 * And not a `pattern` and a `Number()` in each handler: no pattern says "up to 4294967295" readably.
 */
const wholeNumbers: FuncKeywordDefinition = {
	keyword: 'wholeNumbers',
	type: 'object',
	schemaType: 'object',
	modifying: true,
	compile: (ranges: WholeNumbers): DataValidateFunction => {
		const validate: DataValidateFunction = (query: Record<string, unknown>) => {
			for (const [name, [least, most]] of Object.entries(ranges)) {
				const given = query[name];
				// A parameter that is given twice is an array.
				const value = typeof given === 'string' && DIGITS.test(given) ? Number(given) : Number.NaN;
				if (value >= least && value <= most) query[name] = value;
				else {
					const message = `${name} must be given once, as a whole number from ${least} to ${most}.`;
					validate.errors = [{ keyword: 'wholeNumbers', params: { name }, message }];
					return false;
				}
			}
			return true;
		};
		return validate;
	},
};

const DIGITS = /^(?:0|[1-9][0-9]{0,9})$/;

/** `2026-01-02T03:04:05Z`, to the letter and in the calendar, of the years 2000 to 2099. */
function isUtcSecond(text: string): boolean {
	const [, year, month, day] = UTC_SECOND.exec(text) ?? [];
	if (day === undefined) return false;
	// Days beyond the 28th need the calendar: a Date turns 30 February into 2 March without a word.
	return Number(day) <= 28 || new Date(`${year}-${month}-${day}`).getUTCDate() === Number(day);
}

const UTC_SECOND =
	/^(20[0-9]{2})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z$/;

/**
 * How input is validated, in Fastify and in the threads of the pool. Fastify's defaults suit forms:
 * `"5"` is taken for 5, an unknown field is silently dropped, an absent one filled in. Here a body is
 * what the schema says or is refused. `allErrors` stays off: one error is enough to refuse, and a
 * hostile body must not be worth thousands of messages.
 */
export const ajvOptions: Options = {
	coerceTypes: false,
	removeAdditional: false,
	useDefaults: false,
	allErrors: false,
	keywords: [wholeNumbers],
	formats: { 'utc-second': isUtcSecond },
};
