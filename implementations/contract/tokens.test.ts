import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { PROTECTION_ENVIRONMENT } from './tokens.ts';

test('a run tells servers the secret that the cases sign with', () => {
	const file = join(import.meta.dirname, '../../content/workloads/auth.yaml');
	const { environment } = parse(readFileSync(file, 'utf8')) as { environment: unknown };
	expect(environment).toEqual(PROTECTION_ENVIRONMENT);
});
