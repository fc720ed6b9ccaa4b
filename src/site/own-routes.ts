import type { AstroIntegration } from 'astro';

/** Pages that are not articles. They live in src/routes, because content/ holds data and prose only. */
const ROUTES: Readonly<Record<string, string>> = {
	'/claims': 'claims/index.astro',
	'/results': 'results/index.astro',
	'/results/[run]': 'results/run.astro',
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
