import { readdirSync } from 'node:fs';

/** One page of each type; the page of a run only where this build has one. */
export const pages: readonly string[] = [
	'/',
	'/answers/cpu-bound/',
	'/answers/at-a-glance/',
	'/learn/one-long-request/',
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
	return newest === undefined ? [] : [`/results/${newest}/`];
}
