import { expect, test } from 'vitest';
import { z } from 'zod';
import { parseOrExplain } from './sentence.ts';

const schema = z.object({
	shape: z.union([
		z.strictObject({ kind: z.literal('circle'), radius: z.number() }),
		z.strictObject({ kind: z.literal('square'), side: z.number() }),
	]),
});

test('says what is wrong with the one of several that a value comes nearest to', () => {
	const square = { shape: { kind: 'square', side: 'four' } };
	expect(() => parseOrExplain(schema, square, 'a.json')).toThrow(
		/^a\.json is not valid: "shape\.side": [^;]*number[^;]*\.$/,
	);
});

test('says so where a value is nothing that the schema knows', () => {
	expect(() => parseOrExplain(schema, { shape: 4 }, 'a.json')).toThrow(
		/^a\.json is not valid: "shape": /,
	);
});
