import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { RunSchema } from '../../src/core/schemas/run.ts';
import { CliError } from '../error.ts';
import { readJson } from '../json-file.ts';
import type { RunFolder } from '../run-folder.ts';

/**
 * Puts the summary where the site reads it: `.bench/published` for this machine only, or with `commit` into
 * `content/results` and into git. Copied beside and renamed, so that the site sees the whole run or none of it.
 *
 * @returns the folder
 * @throws CliError when the run may not be published, or already is: a published run is never edited
 */
export function publish(root: string, folder: RunFolder, options: { commit: boolean }): string {
	const summary = join(folder.summary, 'run.json');
	if (!existsSync(summary)) {
		throw new CliError(
			`Run ${folder.id} is not finished.`,
			'Take it up again with --resume, then publish it.',
		);
	}
	const { profile } = readJson(summary, RunSchema);
	if (options.commit) refuseUnpublishable(folder.id, profile);
	const parent = join(root, options.commit ? 'content/results' : '.bench/published');
	const target = join(parent, folder.id);
	if (options.commit && existsSync(target)) {
		throw new CliError(`Run ${folder.id} is already in content/results and is never edited.`);
	}
	// Outside `parent`, so that a site being built never reads half a run.
	const partial = join(root, '.bench', `publishing-${folder.id}`);
	rmSync(partial, { recursive: true, force: true });
	rmSync(target, { recursive: true, force: true });
	cpSync(folder.summary, partial, { recursive: true });
	mkdirSync(parent, { recursive: true });
	renameSync(partial, target);
	if (options.commit) commitRun(root, folder.id);
	return target;
}

function refuseUnpublishable(id: string, profile: string): void {
	if (profile === 'standard' || profile === 'full') return;
	throw new CliError(
		`Run ${id} is a ${profile} run, which is never published.`,
		'Use --profile standard.',
	);
}

function commitRun(root: string, id: string): void {
	const folder = `content/results/${id}`;
	execFileSync('git', ['add', '--', folder], { cwd: root });
	execFileSync('git', ['commit', '--quiet', '-m', `results: ${id}`, '--', folder], { cwd: root });
}
