import type { APIRoute } from 'astro';
import { getCollection } from 'astro:content';
import { articles } from '../site/data/index.ts';
import { here, thisBuild } from '../site/this-build.ts';

const sections = ['answers', 'learn', 'trust', 'run'] as const;

/** A map of the site for programs that read it, as https://llmstxt.org proposes. */
export const GET: APIRoute = async () => {
	const pages = await getCollection('docs');
	const listed = (section: string) =>
		pages
			.filter(({ id }) => id.startsWith(`${section}/`))
			.sort((a, b) => (a.data.sidebar.order ?? 99) - (b.data.sidebar.order ?? 99))
			.map(({ id, data }) => line(data.title, `/${id}/`, data.description));
	const claims = [...articles().values()].map(({ id, title, claims: all }) =>
		line(title, `/claims/${id}/`, `${all.length} claims, each with a verdict.`),
	);
	const data = [
		line('Every cell of every run', '/results/cells.json', 'An index, a column a field.'),
		line('Formats', '/run/formats/', 'The files of a run and their JSON Schemas.'),
	];
	const parts = [
		`# ${thisBuild.title}`,
		'> How the Node.js event loop, Go’s scheduler and Tokio decide what runs next, measured, with every benchmark open to rerun.',
		'Figures belong to the run and machine that a page names. Capacity of a shared machine is stated on its run’s page alone; a difference that a run cannot see is called a tie.',
		...sections.map((section) => heading(section, listed(section))),
		heading('claims', claims),
		heading('data', data),
	];
	return new Response(`${parts.join('\n\n')}\n`);
};

const heading = (name: string, lines: readonly string[]) =>
	`## ${name.replace(/^./, (letter) => letter.toUpperCase())}\n\n${lines.join('\n')}`;

function line(title: string, path: string, description?: string): string {
	const address = new URL(here(path), thisBuild.origin).href;
	return `- [${title}](${address})${description ? `: ${description}` : ''}`;
}
