import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIRoute } from 'astro';
import { cellsOf, runs } from '../../site/data/index.ts';

interface Props {
	path: string;
}

/** The files of each run as they are, so that pages and other people's tools can read them from this site. */
export const getStaticPaths = () =>
	runs().flatMap((published) => {
		const { run, folder } = published;
		const files = ['run.json', ...cellsOf(published).map(({ file }) => file)];
		return files.map((file) => ({
			params: { file: `${run.id}/${file.replace(/\.json$/, '')}` },
			props: { path: join(folder, file) } satisfies Props,
		}));
	});

export const GET: APIRoute<Props> = ({ props }) => new Response(readFileSync(props.path));
