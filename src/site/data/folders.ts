import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where a run was found decides how the page introduces it. */
export type Origin = 'committed' | 'local';

export type ResultFolder = { origin: Origin; path: string };

/**
 * The repository's root. Astro, Vitest and every script of package.json start here, and bundling
 * moves modules about, so that a path relative to this file would break in the built site.
 *
 * @throws Error when the process was started in another folder
 */
export function repositoryRoot(): string {
	const root = process.cwd();
	if (existsSync(join(root, 'content', 'experiments'))) return root;
	throw new Error(
		`${root} holds no content/experiments: start the command in the repository's own folder.`,
	);
}

/**
 * The folders that hold runs. `LOCAL_RESULTS=1` lays the git-ignored runs of this machine over the
 * committed ones; `RESULTS_FOLDER` puts another folder in the committed ones' place, for tests.
 */
export function resultFolders(
	environment: NodeJS.ProcessEnv = process.env,
	root: string = repositoryRoot(),
): ResultFolder[] {
	const committed = environment['RESULTS_FOLDER'] || join(root, 'content', 'results');
	const folders: ResultFolder[] = [{ origin: 'committed', path: committed }];
	if (environment['LOCAL_RESULTS'] === '1') {
		folders.push({ origin: 'local', path: join(root, '.bench', 'published') });
	}
	return folders.filter((folder) => existsSync(folder.path));
}
