import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from './folders.ts';
import type { ChosenRun } from './index.ts';

const hashes = new Map<string, string>();

/**
 * Whether the code a page shows is the code the run measured. Undefined when the run has no record
 * of the implementation.
 */
export function changedSinceMeasured(
	chosen: ChosenRun | undefined,
	implementation: string,
): boolean | undefined {
	const measured = chosen?.run.implementations[implementation]?.sourceSha256;
	if (measured === undefined) return undefined;
	const hash =
		hashes.get(implementation) ??
		hashFolder(join(repositoryRoot(), 'implementations', implementation));
	hashes.set(implementation, hash);
	return hash !== measured;
}

/**
 * SHA-256 over the files that git tracks or would track, sorted by path, each as `path NUL bytes`:
 * the record that a run keeps of each implementation (`sourceSha256` in run.json).
 */
export function hashFolder(folder: string): string {
	const listed = execFileSync(
		'git',
		['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
		{ cwd: folder, encoding: 'utf8' },
	);
	const files = listed
		.split('\0')
		.filter((file) => file !== '' && existsSync(join(folder, file)))
		.sort();
	const hash = createHash('sha256');
	for (const file of files) hash.update(`${file}\0`).update(readFileSync(join(folder, file)));
	return hash.digest('hex');
}
