import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { RunSchema } from '../../src/core/schemas/run.ts';
import { CliError, describeError, isDiskFull } from '../error.ts';
import { readJson } from '../json-file.ts';
import { isCommitted } from '../probes/checkout.ts';
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
	if (!existsSync(folder.path)) {
		throw new CliError(
			`There is no run "${folder.id}" in .bench.`,
			'`npm run bench -- list` shows what there is.',
		);
	}
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
	// A folder that git does not know was left by a publish that was killed: it is put there again, whole.
	if (options.commit && isCommitted(root, join('content/results', folder.id))) {
		throw new CliError(
			`Run ${folder.id} is already in content/results and is never edited.`,
			'A better run of the experiment takes its place: start a new one.',
		);
	}
	mkdirSync(parent, { recursive: true });
	// Beside `parent`, not in it, so that a site being built never reads half a run.
	const partial = join(root, '.bench', `publishing-${folder.id}`);
	replaceFolder(folder, target, partial);
	if (options.commit) commitRun(root, folder.id);
	return target;
}

/** What was there goes only when all of the new is on disk. */
function replaceFolder({ id, summary }: RunFolder, target: string, partial: string): void {
	rmSync(partial, { recursive: true, force: true });
	try {
		cpSync(summary, partial, { recursive: true });
		rmSync(target, { recursive: true, force: true });
		renameSync(partial, target);
	} catch (error) {
		rmSync(partial, { recursive: true, force: true });
		if (!isDiskFull(error)) throw error;
		throw new CliError(
			`The disk is full: run ${id} is measured but not published.`,
			`Free some space, then: npm run bench -- publish ${id}`,
		);
	}
}

function refuseUnpublishable(id: string, profile: string): void {
	if (profile === 'standard' || profile === 'full') return;
	throw new CliError(
		`Run ${id} is a ${profile} run, which is never published.`,
		'Use --profile standard.',
	);
}

/** All or nothing: a run that git does not take leaves `content/results` again, so that it can be published later. */
function commitRun(root: string, id: string): void {
	const folder = `content/results/${id}`;
	const git = (...words: string[]) =>
		execFileSync('git', words, { cwd: root, encoding: 'utf8', stdio: 'pipe' });
	try {
		git('add', '--', folder);
		git('commit', '--quiet', '-m', `results: ${id}`, '--', folder);
	} catch (error) {
		rmSync(join(root, folder), { recursive: true, force: true });
		spawnSync('git', ['rm', '-r', '--cached', '--quiet', '--force', '--', folder], { cwd: root });
		throw new CliError(
			`git did not commit run ${id}: ${describeGitError(error)}`,
			`The run is kept. Publish it with: npm run bench -- publish ${id} --commit`,
		);
	}
}

function describeGitError(error: unknown): string {
	const { stderr } = error as { stderr?: string };
	return stderr?.trim() || describeError(error);
}
