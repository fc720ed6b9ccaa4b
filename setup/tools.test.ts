import { spawnSync } from 'node:child_process';
import { mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
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
	expect(missingWith(['git', 'cc', 'cargo'])).toEqual(['go', 'nginx']);
	expect(missingWith([])).toEqual(['git', 'cc', 'cargo', 'go', 'nginx']);
});

test('nginx is installed with the packages of the system, and git is left to its owner', () => {
	const folder = mkdtempSync(join(tmpdir(), 'tools-'));
	const brew = `#!/bin/sh\n[ "$1" = --version ] || echo '#!/bin/sh' >${folder}/"$3"; /bin/chmod +x ${folder}/*`;
	writeFileSync(join(folder, 'brew'), brew, { mode: 0o755 });
	const install = (tool: string) => answerWith(folder, `installTool('${tool}')`);
	expect([install('git'), install('nginx')]).toEqual([false, true]);
});

test('where there are no packages nothing is installed', () => {
	const empty = mkdtempSync(join(tmpdir(), 'tools-'));
	expect(answerWith(empty, `installTool('nginx')`)).toBe(false);
});

/** What is missing on a PATH that holds nothing but programs of these names. */
function missingWith(present: readonly string[]): unknown {
	const folder = mkdtempSync(join(tmpdir(), 'tools-'));
	for (const name of present) symlinkSync('/bin/true', join(folder, name));
	return answerWith(folder, 'missingTools()');
}

/** What a call of this file's functions returns on another PATH. */
function answerWith(folder: string, call: string): unknown {
	const script = `import * as tools from '${join(import.meta.dirname, 'tools.ts')}'; console.log(JSON.stringify(tools.${call}));`;
	const result = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
		env: { PATH: folder },
		encoding: 'utf8',
	});
	return JSON.parse(result.stdout);
}
