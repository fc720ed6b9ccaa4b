import { execFileSync } from 'node:child_process';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { git, temporaryFolder, temporaryRepository, writeFiles } from '../temporary.ts';
import { hashSource, readCheckout } from './checkout.ts';

const files = { '.gitignore': 'target\n', 'src/a.txt': 'one', 'src/b.txt': 'two' };

describe('hashSource', () => {
	it('is the documented digest: each file as path NUL bytes, sorted by path', () => {
		const root = temporaryRepository(files);
		const text = '.gitignore\0target\nsrc/a.txt\0onesrc/b.txt\0two';
		expect(hashSource(root)).toBe(createHash('sha256').update(text).digest('hex'));
	});

	it('changes with a byte, a name and a new file that git would track', () => {
		const root = temporaryRepository(files);
		const hashes = [hashSource(root)];
		writeFileSync(join(root, 'src/a.txt'), 'One');
		hashes.push(hashSource(root));
		renameSync(join(root, 'src/a.txt'), join(root, 'src/c.txt'));
		hashes.push(hashSource(root));
		writeFileSync(join(root, 'src/d.txt'), '');
		hashes.push(hashSource(root));
		expect(new Set(hashes).size).toBe(4);
	});

	it('does not change with what git ignores, nor with the commit', () => {
		const root = temporaryRepository(files);
		const before = hashSource(root);
		writeFiles(root, { 'target/release/server': 'binary' });
		git(root, 'commit', '--quiet', '--allow-empty', '-m', 'second');
		expect(hashSource(root)).toBe(before);
	});

	it('is of the folder alone, wherever that is in the repository', () => {
		const root = temporaryRepository(files);
		const before = hashSource(join(root, 'src'));
		writeFiles(root, { 'other/c.txt': 'three' });
		expect(hashSource(join(root, 'src'))).toBe(before);
	});

	it('leaves out a tracked file that was deleted', () => {
		const root = temporaryRepository(files);
		rmSync(join(root, 'src/b.txt'));
		const text = '.gitignore\0target\nsrc/a.txt\0one';
		expect(hashSource(root)).toBe(createHash('sha256').update(text).digest('hex'));
	});
});

describe('readCheckout', () => {
	afterEach(() => vi.unstubAllEnvs());

	it('says which commit, and whether tracked files differ from it', () => {
		forgetService();
		const root = temporaryRepository(files);
		const commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' });
		expect(readCheckout(root)).toEqual({ commit: commit.trim(), dirty: false });
		writeFiles(root, { 'untracked.txt': '' });
		expect(readCheckout(root).dirty).toBe(false);
		writeFiles(root, { 'src/a.txt': 'changed' });
		expect(readCheckout(root).dirty).toBe(true);
	});

	it.each([
		'https://github.com/owner/name.git',
		'git@github.com:owner/name.git',
		'https://github.com/owner/name',
	])('reads the repository from %s', (url) => {
		forgetService();
		const root = temporaryRepository();
		git(root, 'remote', 'add', 'origin', url);
		expect(readCheckout(root).repository).toBe('owner/name');
	});

	it('takes repository and workflow from the service that runs it', () => {
		vi.stubEnv('GITHUB_REPOSITORY', 'fork/name');
		vi.stubEnv('GITHUB_RUN_ID', '42');
		vi.stubEnv('GITHUB_SERVER_URL', 'https://github.com');
		expect(readCheckout(temporaryRepository())).toMatchObject({
			repository: 'fork/name',
			workflowRun: 'https://github.com/fork/name/actions/runs/42',
		});
	});

	it('says what to do where there is no repository', () => {
		vi.stubEnv('GIT_CEILING_DIRECTORIES', '/');
		expect(() => readCheckout(temporaryFolder())).toThrow(
			expect.objectContaining({
				message: expect.stringMatching(/^git rev-parse HEAD failed in /),
				hint: expect.stringContaining('at least one commit'),
			}),
		);
	});
});

function forgetService(): void {
	for (const name of ['GITHUB_REPOSITORY', 'GITHUB_RUN_ID', 'GITHUB_SERVER_URL']) {
		vi.stubEnv(name, undefined);
	}
}
