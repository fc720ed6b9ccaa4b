import { globSync, readdirSync } from 'node:fs';

/** One page of each type; the pages of a run and of a cell only where this build has one. */
export const pages: readonly string[] = [
	'/',
	'/answers/cpu-bound/',
	'/answers/at-a-glance/',
	'/answers/which-runtime/',
	'/learn/one-long-request/',
	'/learn/three-runtimes/',
	'/learn/tokio-worker/',
	'/learn/waiting-line/',
	'/learn/your-event-loop/',
	'/claims/',
	'/claims/prime-microservice/',
	'/claims/verdicts/',
	'/trust/small-machines/',
	'/trust/how-big-a-difference/',
	'/trust/load-testers/',
	'/trust/the-instrument/',
	'/run/fork-it/',
	'/results/',
	'/compare/',
	'/404.html',
	...newestRun(),
];

export const viewports = [
	{ name: 'phone', width: 360, height: 780 },
	{ name: 'desktop', width: 1280, height: 900 },
] as const;

export const themes = ['light', 'dark'] as const;

function newestRun(): string[] {
	const runs = readdirSync('dist/results', { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => name);
	// Beside the runs there are the explorer's own folders.
	const newest = runs
		.filter((name) => /^\d{8}-/.test(name))
		.sort()
		.at(-1);
	if (newest === undefined) return [];
	const [cell = ''] = globSync(`*/*/*/*/*/*.json`, { cwd: `dist/results/data/${newest}` }).sort();
	const asked = new URLSearchParams({ run: newest, cell: cell.replace(/\.json$/, '') });
	return [`/results/${newest}/`, `/results/cell/?${asked.toString()}`];
}
