import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CliError } from '../error.ts';

/** Which state of the repository is measured. */
export interface Checkout {
	commit: string;
	/** True when tracked files differ from the commit. */
	dirty: boolean;
	/** `owner/name`, absent where there is no remote. */
	repository?: string;
	workflowRun?: string;
}

export function readCheckout(root: string): Checkout {
	const repository = process.env['GITHUB_REPOSITORY'] ?? remoteName(root);
	const runId = process.env['GITHUB_RUN_ID'];
	const server = process.env['GITHUB_SERVER_URL'];
	return {
		commit: git(root, 'rev-parse', 'HEAD'),
		dirty: git(root, 'status', '--porcelain', '--untracked-files=no') !== '',
		...(repository === undefined ? {} : { repository }),
		...(runId && server && repository
			? { workflowRun: `${server}/${repository}/actions/runs/${runId}` }
			: {}),
	};
}

/**
 * SHA-256 over the files of a folder that git tracks or would track, sorted by path, each as `path NUL bytes`.
 * The site compares it with today's folder and says when the code shown is no longer the code measured.
 */
export function hashSource(folder: string): string {
	const files = git(folder, 'ls-files', '-z', '--cached', '--others', '--exclude-standard')
		.split('\0')
		.filter((file) => file !== '' && existsSync(join(folder, file)))
		.sort();
	const hash = createHash('sha256');
	for (const file of files) {
		hash.update(`${file}\0`).update(readFileSync(join(folder, file)));
	}
	return hash.digest('hex');
}

/** Whether the last commit holds the path; false where there is no git to ask. */
export function isCommitted(root: string, path: string): boolean {
	try {
		return git(root, 'ls-tree', 'HEAD', '--', path) !== '';
	} catch {
		return false;
	}
}

function remoteName(root: string): string | undefined {
	try {
		const url = git(root, 'remote', 'get-url', 'origin');
		return /github\.com[:/]([^/]+\/[^/]+?)(?:\.git)?$/.exec(url)?.[1];
	} catch {
		return undefined;
	}
}

function git(cwd: string, ...args: string[]): string {
	try {
		return execFileSync('git', args, {
			cwd,
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'pipe'],
		}).trim();
	} catch (error) {
		throw new CliError(
			`git ${args.join(' ')} failed in ${cwd}: ${(error as Error).message.split('\n')[0]}.`,
			'A run records the commit it measures, so it needs git and a clone with at least one commit.',
		);
	}
}
