import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/*
 * Real folders and repositories for tests, gone when the test ends.
 */

export function temporaryFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'bench-runner-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

/** A repository with one commit that holds the files, and an author of its own. */
export function temporaryRepository(files: Record<string, string> = { 'README.md': 'Test.\n' }) {
	const folder = temporaryFolder();
	writeFiles(folder, files);
	git(folder, 'init', '--quiet');
	git(folder, 'config', 'user.name', 'Test');
	git(folder, 'config', 'user.email', 'test@example.org');
	git(folder, 'config', 'commit.gpgsign', 'false');
	git(folder, 'add', '.');
	git(folder, 'commit', '--quiet', '-m', 'first');
	return folder;
}

/** Contents by path below the folder. */
export function writeFiles(folder: string, files: Record<string, string>): void {
	for (const [name, text] of Object.entries(files)) {
		mkdirSync(dirname(join(folder, name)), { recursive: true });
		writeFileSync(join(folder, name), text);
	}
}

export function git(folder: string, ...words: string[]): string {
	return execFileSync('git', words, { cwd: folder, encoding: 'utf8', stdio: 'pipe' }).trim();
}
