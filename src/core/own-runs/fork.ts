import { z } from 'zod';
import { isInternalsFile } from '../schemas/internals-summary.ts';

export interface Repository {
	owner: string;
	name: string;
}

/** What GitHub allows in a name; nothing else gets into an address. */
const owners = /^[a-z\d](?:[a-z\d-]{0,38})$/i;
const names = /^(?!\.{1,2}$)[\w.-]{1,100}$/;

/** `owner/name`, or the address of any page of a repository on github.com; undefined for everything else. */
export function repositoryIn(text: string): Repository | undefined {
	const path = text.trim().replace(/^(?:https?:\/\/)?(?:www\.)?github\.com\//i, '');
	if (/^[a-z]+:|^\/\//i.test(path)) return undefined;
	const [owner = '', last = '', ...further] = path.split('/');
	const isAddress = path !== text.trim();
	const name = last.replace(/[?#].*$/, '').replace(/\.git$/, '');
	if (further.some(Boolean) && !isAddress) return undefined;
	return owners.test(owner) && names.test(name) ? { owner, name } : undefined;
}

/** GitHub's answer to `GET /repos/{owner}/{repo}/git/trees/{tree}?recursive=1`, of which this is read. */
export const ListingSchema = z.object({
	truncated: z.boolean(),
	tree: z.array(
		z.object({ path: z.string(), type: z.string(), size: z.int().nonnegative().optional() }),
	),
});

export interface ListedRun {
	id: string;
	/** Inside the run's folder; its run.json is one of them. */
	files: { path: string; bytes: number }[];
}

const resultFile = /^content\/results\/(\d{8}-\d{4,6}-([a-z\d-]+)-[a-z]+)\/([\w./-]+\.json)$/;

/** The newest run of each experiment, with the files of its cells; the newest first. */
export function newestRuns({ tree }: z.infer<typeof ListingSchema>): ListedRun[] {
	const files = tree.flatMap(({ path, type, size }) => {
		const [, id, experiment, file] = resultFile.exec(path) ?? [];
		const isOne = type === 'blob' && size !== undefined && !file?.split('/').includes('..');
		if (!id || !experiment || !file || !isOne || isInternalsFile(file)) return [];
		return [{ id, experiment, path: file, bytes: size }];
	});
	const runs = files.filter(({ path }) => path === 'run.json');
	return [...Map.groupBy(runs, ({ experiment }) => experiment).values()]
		.map(
			(own) =>
				own
					.map(({ id }) => id)
					.sort()
					.at(-1) ?? '',
		)
		.sort()
		.toReversed()
		.map((id) => ({
			id,
			files: files.filter((file) => file.id === id).map(({ path, bytes }) => ({ path, bytes })),
		}));
}
