import type { WholeNumbers } from './validation.ts';

/*
 * JSON Schema without its repetitions: every object here is closed, and all its fields are required.
 * The same functions write the schemas of answers: there the order of the fields is the order in which
 * they are serialised, and a field that the schema does not name is not sent.
 */

type Schema = Record<string, unknown>;

export const boolean: Schema = { type: 'boolean' };
export const string: Schema = { type: 'string' };
export const number: Schema = { type: 'integer' };

export function integer(minimum: number, maximum: number): Schema {
	return { type: 'integer', minimum, maximum };
}

/** Lengths in Unicode code points, as JSON Schema counts them. */
export function text(minLength: number, maxLength: number, more: Schema = {}): Schema {
	return { type: 'string', minLength, maxLength, ...more };
}

/** @param bounds the least and the greatest number of elements */
export function array(items: Schema, bounds?: readonly [number, number]): Schema {
	return {
		type: 'array',
		items,
		...(bounds && { minItems: bounds[0], maxItems: bounds[1] }),
	};
}

export function object(properties: Record<string, Schema>): Schema {
	return {
		type: 'object',
		properties,
		required: Object.keys(properties),
		additionalProperties: false,
	};
}

/** A query string; `validation.ts` has the keyword. */
export function query(wholeNumbers: WholeNumbers): Schema {
	return { type: 'object', wholeNumbers };
}
