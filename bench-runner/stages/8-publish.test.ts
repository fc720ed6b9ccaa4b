import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sampleRun } from '../../src/core/samples.ts';
import type { ProfileName } from '../../src/core/schemas/experiment.ts';
import { writeJson } from '../json-file.ts';
import { runFolder } from '../run-folder.ts';
import { git, temporaryRepository, writeFiles } from '../temporary.ts';
import { publish } from './8-publish.ts';

describe('for this machine', () => {
	it('copies the whole summary to .bench/published and touches nothing of git', () => {
		const { root, folder } = finishedRun('quick');
		const target = publish(root, folder, { commit: false });
		expect(target).toBe(join(root, '.bench/published', folder.id));
		expect(readdirSync(target, { recursive: true }).toSorted()).toEqual([
			'prime',
			'prime/cell.json',
			'run.json',
		]);
		expect(git(root, 'log', '--format=%s')).toBe('first');
		expect(existsSync(join(root, 'content/results'))).toBe(false);
	});

	it('replaces what it published before the run was resumed', () => {
		const { root, folder } = finishedRun('quick');
		const target = publish(root, folder, { commit: false });
		writeFileSync(join(target, 'old.json'), '{}');
		publish(root, folder, { commit: false });
		expect(existsSync(join(target, 'old.json'))).toBe(false);
		expect(readdirSync(join(root, '.bench')).toSorted()).toEqual([folder.id, 'published']);
	});
});

describe('with --commit', () => {
	it('makes one commit of this run and nothing else', () => {
		const { root, folder } = finishedRun('standard');
		writeFiles(root, { 'README.md': 'Changed.', 'staged.txt': 'Staged.' });
		git(root, 'add', 'staged.txt');
		publish(root, folder, { commit: true });
		expect(git(root, 'log', '-1', '--format=%s')).toBe(`results: ${folder.id}`);
		const inCommit = git(root, 'show', '--name-only', '--format=', 'HEAD').split('\n');
		expect(inCommit.toSorted()).toEqual([
			`content/results/${folder.id}/prime/cell.json`,
			`content/results/${folder.id}/run.json`,
		]);
		expect(git(root, 'status', '--porcelain', '--', 'README.md', 'staged.txt')).toBe(
			'M README.md\nA  staged.txt',
		);
	});

	it.each(['smoke', 'quick'] as const)('refuses a %s run and writes nothing', (profile) => {
		const { root, folder } = finishedRun(profile);
		expect(() => publish(root, folder, { commit: true })).toThrow(
			expect.objectContaining({
				message: `Run ${folder.id} is a ${profile} run, which is never published.`,
				hint: 'Use --profile standard.',
			}),
		);
		expect(existsSync(join(root, 'content/results'))).toBe(false);
	});

	it('never edits a published run', () => {
		const { root, folder } = finishedRun('full');
		const target = publish(root, folder, { commit: true });
		writeJson(join(folder.summary, 'prime/cell.json'), { later: true });
		expect(() => publish(root, folder, { commit: true })).toThrow(
			`Run ${folder.id} is already in content/results and is never edited.`,
		);
		expect(readFileSync(join(target, 'prime/cell.json'), 'utf8')).toBe('{}\n');
		expect(git(root, 'log', '--format=%s').split('\n')).toHaveLength(2);
	});

	it('finishes what was killed between the copy and the commit', () => {
		const { root, folder } = finishedRun('standard');
		writeFiles(root, { [`content/results/${folder.id}/half.json`]: '{' });
		git(root, 'add', 'content');
		publish(root, folder, { commit: true });
		expect(git(root, 'log', '-1', '--format=%s')).toBe(`results: ${folder.id}`);
		expect(git(root, 'ls-tree', '-r', '--name-only', 'HEAD', 'content').split('\n')).toEqual([
			`content/results/${folder.id}/prime/cell.json`,
			`content/results/${folder.id}/run.json`,
		]);
		expect(git(root, 'status', '--porcelain', '--', 'content')).toBe('');
	});

	it('leaves content/results as it was when git refuses, and can be repeated', () => {
		const { root, folder } = finishedRun('standard');
		const hook = join(root, '.git/hooks/pre-commit');
		writeFileSync(hook, '#!/bin/sh\necho "not today" >&2\nexit 1\n', { mode: 0o755 });
		expect(() => publish(root, folder, { commit: true })).toThrow(
			expect.objectContaining({
				message: `git did not commit run ${folder.id}: not today`,
				hint: expect.stringContaining(`publish ${folder.id} --commit`),
			}),
		);
		expect(existsSync(join(root, 'content/results', folder.id))).toBe(false);
		expect(git(root, 'status', '--porcelain', '--', 'content')).toBe('');
		writeFileSync(hook, '#!/bin/sh\nexit 0\n', { mode: 0o755 });
		publish(root, folder, { commit: true });
		expect(git(root, 'log', '-1', '--format=%s')).toBe(`results: ${folder.id}`);
	});
});

describe('what is not there', () => {
	it('says that a run has not ended', () => {
		const root = temporaryRepository();
		writeFiles(root, { '.bench/a-run/1-plan.json': '{}' });
		expect(() => publish(root, runFolder(root, 'a-run'), { commit: false })).toThrow(
			expect.objectContaining({
				message: 'Run a-run is not finished.',
				hint: expect.stringContaining('--resume'),
			}),
		);
	});

	it('says that there is no such run', () => {
		const root = temporaryRepository();
		expect(() => publish(root, runFolder(root, 'no-run'), { commit: false })).toThrow(
			'There is no run "no-run" in .bench.',
		);
	});
});

function finishedRun(profile: ProfileName) {
	const root = temporaryRepository();
	const folder = runFolder(root, `20260101-000000-prime-${profile}`);
	writeJson(join(folder.summary, 'run.json'), sampleRun({ id: folder.id, profile }));
	writeJson(join(folder.summary, 'prime/cell.json'), {});
	return { root, folder };
}
