import packageJson from '../../package.json' with { type: 'json' };
import { siteAddress } from './address.ts';

/** The address of the build that is running; the one place that reads the environment for it. */
export const thisBuild = siteAddress(process.env, packageJson.repository);

/** Link to a file or folder of the repository, at a commit or on the main branch. */
export function repositoryUrl(path: string, commit = 'main', view: 'blob' | 'tree' = 'blob') {
	return `https://github.com/${thisBuild.repository}/${view}/${commit}/${path}`;
}

/** Link to all that has changed since a commit. */
export function changesUrl(commit: string) {
	return `https://github.com/${thisBuild.repository}/compare/${commit}...main`;
}

/** Link to a page of this site: `here('/claims/')` is `/fork/claims/` in a fork. */
export function here(path: string): string {
	return thisBuild.base + path.replace(/^\/+/, '');
}
