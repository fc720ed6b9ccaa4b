import './without-eval.ts';
import {
	ListingSchema,
	newestRuns,
	repositoryIn,
	type ListedRun,
	type Repository,
} from '../../../core/own-runs/fork.ts';
import { gatherRuns, type OwnFile } from '../../../core/own-runs/gather-runs.ts';
import { limits } from '../../../core/own-runs/limits.ts';
import { parseOrExplain } from '../../../core/schemas/sentence.ts';
import { githubApi, githubFiles } from '../github.ts';
import {
	type CellFile,
	neededFor,
	offeredBy,
	type OfferedRun,
	titleOfRun,
} from '../offered-runs.ts';
import type { Brought } from './read-files.ts';

/** The newest run of each experiment that a fork has published. Its files are read when a comparison needs them. */
export async function readFork(address: string): Promise<Brought> {
	const repository = repositoryIn(address);
	if (!repository) {
		const problem = 'That is no repository: give owner/name, or an address on github.com.';
		return { runs: [], problems: [problem] };
	}
	const name = `${repository.owner}/${repository.name}`;
	const answer = await ask(`${githubApi}/repos/${name}/git/trees/HEAD?recursive=1`);
	const problem = whyNoListing(answer, name);
	if (problem) return { runs: [], problems: [problem] };
	const text = await answer.text();
	if (text.length > limits.listingBytes) {
		return { runs: [], problems: [`${name} has more files than can be listed.`] };
	}
	const listing = parseOrExplain(ListingSchema, JSON.parse(text), `The list of ${name}’s files`);
	const runs = newestRuns(listing).map((run) => asOffered(repository, run));
	const problems = [
		...(listing.truncated ? [`${name} has more files than GitHub lists: some are left out.`] : []),
		...(runs.length === 0 ? [`${name} has no run in content/results.`] : []),
	];
	return { runs, problems };
}

/** Without cookies, and without telling which page asks. */
async function ask(address: string): Promise<Response> {
	try {
		return await fetch(address, { credentials: 'omit', referrerPolicy: 'no-referrer' });
	} catch {
		throw new Error('GitHub could not be reached.');
	}
}

function whyNoListing({ status, ok }: Response, name: string): string | undefined {
	if (ok) return undefined;
	if (status === 404) return `GitHub has no public repository ${name}.`;
	if (status === 409) return `${name} is empty.`;
	if (status === 403 || status === 429) {
		return 'GitHub answers a limited number of questions an hour (60 without an account): try again later, or choose the files themselves.';
	}
	return `GitHub answered ${status} when asked for the files of ${name}.`;
}

function asOffered(repository: Repository, { id, files }: ListedRun): OfferedRun {
	const name = `${repository.owner}/${repository.name}`;
	const cells = files.filter(({ path }) => path !== 'run.json').map(({ path }) => cellFile(path));
	return {
		id: `${name}:${id}`,
		group: name,
		title: `${name}: ${titleOfRun(id)}`,
		...offeredBy(cells),
		// Only such runs are committed; what their gates say is known once they are read.
		isSound: true,
		load: async (subjects) => {
			const wanted = neededFor(cells, subjects).map(({ path }) => `${path}.json`);
			const needed = files.filter(({ path }) => path === 'run.json' || wanted.includes(path));
			const bytes = needed.reduce((sum, file) => sum + file.bytes, 0);
			if (needed.length > limits.files || bytes > limits.totalBytes) {
				throw new Error(`Run ${id} of ${name} is larger than what is read.`);
			}
			const texts = await Promise.all(needed.map(({ path }) => readFile(repository, id, path)));
			const { runs, problems } = gatherRuns(texts);
			const [found] = runs;
			if (found && problems.length === 0) return found;
			throw new Error(problems.join(' '));
		},
	};
}

/** `<experiment>/<language>/<framework>/<variant>/<track>/<load>[/duplicate].json` */
function cellFile(file: string): CellFile {
	const path = file.replace(/\.json$/, '');
	const [experiment = '', language, framework, variant] = path.split('/');
	return {
		path,
		experiment,
		subject: `${language}/${framework}:${variant}`,
		isTwin: path.endsWith('/duplicate'),
	};
}

async function readFile({ owner, name }: Repository, run: string, path: string): Promise<OwnFile> {
	const place = `content/results/${run}/${path}`;
	const address = `${githubFiles}/${owner}/${name}/HEAD/${place.split('/').map(encodeURIComponent).join('/')}`;
	const answer = await ask(address);
	if (!answer.ok) throw new Error(`GitHub answered ${answer.status} to ${place}.`);
	return { path: `${owner}/${name}/${place}`, text: await answer.text() };
}
