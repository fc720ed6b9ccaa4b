import type { AstroIntegration } from 'astro';

/** Pages that are not articles. They live in src/routes, because content/ holds data and prose only. */
const ROUTES: Readonly<Record<string, string>> = {
	'/404': '404.astro',
	'/charts/[...file].csv': 'charts/data.csv.ts',
	'/charts/[...file].json': 'charts/data.json.ts',
	'/charts/[...file].png': 'charts/picture.png.ts',
	'/charts/[...file].svg': 'charts/picture.svg.ts',
	'/charts/views/[...file].json': 'charts/view.json.ts',
	'/claims': 'claims/index.astro',
	'/claims/verdicts': 'claims/verdicts.astro',
	'/claims/[article]': 'claims/article.astro',
	'/compare': 'compare.astro',
	'/results': 'results/index.astro',
	'/results/cell': 'results/cell.astro',
	'/results/cells.json': 'results/cells.json.ts',
	'/results/data/[...file].json': 'results/data.json.ts',
	'/results/feed.xml': 'results/feed.xml.ts',
	'/results/[run]': 'results/run.astro',
	'/llms.txt': 'llms.txt.ts',
	'/schemas/[name].json': 'schemas/schema.json.ts',
};

export function ownRoutes(): AstroIntegration {
	return {
		name: 'own-routes',
		hooks: {
			'astro:config:setup': ({ injectRoute }) => {
				for (const [pattern, file] of Object.entries(ROUTES)) {
					injectRoute({ pattern, entrypoint: `./src/routes/${file}` });
				}
			},
		},
	};
}
