import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const NAMES = [
	'create-product',
	'read-product',
	'list-products',
	'update-product',
	'find-product',
	'delete-product',
	'overview-customer',
	'overview-totals',
	'overview-months',
	'overview-products',
	'overview-lines',
	'overview-bare-lines',
] as const;

export type Statement = (typeof NAMES)[number];

/**
 * The SQL of the service, one statement a file, where an editor and a database's own tools understand it. Read once, before
 * the first request. postgres.js has `` sql`...` `` for SQL inside of code, where `${value}` becomes a parameter; a file is as
 * safe, because all values are `$1`, `$2` in it.
 */
export const statements = Object.fromEntries(
	NAMES.map((name) => [
		name,
		readFileSync(join(import.meta.dirname, 'sql', `${name}.sql`), 'utf8'),
	]),
) as Record<Statement, string>;
