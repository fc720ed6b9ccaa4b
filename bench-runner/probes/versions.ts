import { execFileSync } from 'node:child_process';
import { z } from 'zod';
import type { Implementation } from '../../src/core/schemas/implementation.ts';
import { parseOrExplain } from '../../src/core/schemas/sentence.ts';

/** Asks the built program itself, since a manifest only says what was wanted. */
export function readVersions(
	implementation: Implementation & { folder: string },
): Record<string, string> {
	const [program = '', ...rest] = implementation.version;
	const printed = execFileSync(program, rest, {
		cwd: implementation.folder,
		encoding: 'utf8',
		timeout: 10_000,
	});
	return parseOrExplain(
		z.record(z.string(), z.string()),
		JSON.parse(printed),
		`What ${implementation.id} printed for --version`,
	);
}
