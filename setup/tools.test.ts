import { spawnSync } from 'node:child_process';
import { mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { explainMissing } from './tools.ts';

test('a missing tool is one sentence: what is missing, what is skipped, how to install it', () => {
	expect(explainMissing('go')).toBe(
		'go is not installed: the Go servers are left out; Node.js and Rust go on. To have it, install Go from https://go.dev/dl.',
	);
});

test('tools are looked for on PATH, and only those that are absent are missing', () => {
	expect(missingWith(['git', 'cc', 'cargo'])).toEqual(['go']);
	expect(missingWith([])).toEqual(['git', 'cc', 'cargo', 'go']);
});

/** What is missing on a PATH that holds nothing but programs of these names. */
function missingWith(present: readonly string[]): string[] {
	const folder = mkdtempSync(join(tmpdir(), 'tools-'));
	for (const name of present) symlinkSync('/bin/true', join(folder, name));
	const script = `import { missingTools } from '${join(import.meta.dirname, 'tools.ts')}'; console.log(JSON.stringify(missingTools()));`;
	const result = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
		env: { PATH: folder },
		encoding: 'utf8',
	});
	return JSON.parse(result.stdout) as string[];
}
