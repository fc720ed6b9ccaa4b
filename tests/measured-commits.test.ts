import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readJson } from '../bench-runner/json-file.ts';
import { RunSchema } from '../src/core/schemas/run.ts';

const root = join(import.meta.dirname, '..');
const git = (...command: string[]) => spawnSync('git', command, { cwd: root, encoding: 'utf8' });

/** A page leads from a figure to the code that was measured: of a commit that nobody can fetch there is none to show. */
test('the commit that a published run names is in the history', () => {
	// What a shallow clone left out it cannot tell from what there never was.
	if (git('rev-parse', '--is-shallow-repository').stdout.trim() === 'true') return;
	const runs = globSync('content/results/*/run.json', { cwd: root });
	expect(runs.length).toBeGreaterThan(0);
	const gone = runs.filter((path) => {
		const { commit } = readJson(join(root, path), RunSchema);
		return git('merge-base', '--is-ancestor', commit, 'HEAD').status !== 0;
	});
	expect(gone).toEqual([]);
});
