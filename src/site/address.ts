/** Where a build of the site will live, and whose it is. */
export interface SiteAddress {
	/** Origin without a path, e.g. `https://someone.github.io`. */
	readonly origin: string;
	/** Path under the origin; starts and ends with `/`. */
	readonly base: string;
	/** `owner/name` of the repository the build came from. */
	readonly repository: string;
	/** `owner/name` of the project that forks come from. */
	readonly upstream: string;
	/** `upstream`: the project's own build in CI; `fork`: a fork's; `local`: on somebody's machine. */
	readonly kind: 'upstream' | 'fork' | 'local';
	readonly title: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const TITLE = 'Concurrency, Measured';

/**
 * Reads the address from the variables that GitHub Actions sets, so that a fork needs no edit.
 * `SITE_URL` and `BASE_PATH` (the outputs of actions/configure-pages) win, because only Pages
 * itself knows of a custom domain.
 *
 * @param repositoryField `repository` of package.json, e.g. `github:owner/name`
 */
export function siteAddress(environment: Environment, repositoryField: string): SiteAddress {
	const upstream = repositoryField.replace(/^github:/, '');
	const repository = environment['GITHUB_REPOSITORY'] || upstream;
	const [owner = '', name = ''] = repository.split('/');
	const kind = kindOf(environment['GITHUB_REPOSITORY'], upstream);

	return {
		origin: environment['SITE_URL'] || (kind === 'local' ? LOCAL : `https://${owner}.github.io`),
		base: withSlashes(environment['BASE_PATH'] ?? (kind === 'local' ? '' : pagesPath(owner, name))),
		repository,
		upstream,
		kind,
		title: kind === 'fork' ? `${TITLE} · ${owner}` : TITLE,
	};
}

const LOCAL = 'http://localhost:4321';

function kindOf(builtFrom: string | undefined, upstream: string): SiteAddress['kind'] {
	if (!builtFrom) return 'local';
	return builtFrom.toLowerCase() === upstream.toLowerCase() ? 'upstream' : 'fork';
}

/** A repository named `<owner>.github.io` is published at the root, every other under its name. */
function pagesPath(owner: string, name: string): string {
	return name.toLowerCase() === `${owner}.github.io`.toLowerCase() ? '' : name;
}

function withSlashes(path: string): string {
	const inner = path.replace(/^\/+|\/+$/g, '');
	return inner === '' ? '/' : `/${inner}/`;
}
