import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
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

/** Waits up to five seconds for a process to end. @returns whether it did */
export async function untilGone(pid: number): Promise<boolean> {
	for (let tries = 0; tries < 250 && isRunning(pid); tries++) await delay(20);
	return !isRunning(pid);
}

/** A process that has ended but whose parent has not asked (a zombie) is not running. */
export function isRunning(pid: number): boolean {
	const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
	return stdout.trim() !== '' && !stdout.trim().startsWith('Z');
}
