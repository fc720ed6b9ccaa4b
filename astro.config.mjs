import { satteri } from '@astrojs/markdown-satteri';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import starlightLinksValidator from 'starlight-links-validator';
import { readAnswers } from './src/site/data/read-answers.ts';
import { readArticles } from './src/site/data/read-content.ts';
import { authorLinks } from './src/site/author-links.ts';
import { checkLinks } from './src/site/check-links.ts';
import { contentSecurityPolicy } from './src/site/content-security-policy.ts';
import { fonts } from './src/site/fonts.ts';
import { ownRoutes } from './src/site/own-routes.ts';
import { sidebar } from './src/site/sidebar.ts';
import { here, thisBuild } from './src/site/this-build.ts';

export default defineConfig({
	site: thisBuild.origin,
	base: thisBuild.base,
	trailingSlash: 'always',
	// The repository's root is the source, so that content/docs is Starlight's own docs folder:
	// with any other loader the sidebar, edit links and dates are silently missing.
	srcDir: '.',
	publicDir: 'src/public',
	fonts,
	markdown: { processor: satteri({ hastPlugins: authorLinks(thisBuild) }) },
	integrations: [
		starlight({
			title: thisBuild.title,
			description:
				'How the Node.js event loop, Go’s scheduler and Tokio decide what runs next, with every sentence measured.',
			sidebar: sidebar([...readArticles().values()], readAnswers()),
			favicon: '/favicon.svg',
			social: [
				{ icon: 'github', label: 'Source', href: `https://github.com/${thisBuild.repository}` },
			],
			editLink: { baseUrl: `https://github.com/${thisBuild.repository}/edit/main/` },
			lastUpdated: true,
			disable404Route: true,
			customCss: ['./src/styles/index.css'],
			routeMiddleware: './src/site/computed-description.ts',
			components: {
				Banner: './src/components/layout/Banner.astro',
				Head: './src/components/layout/Head.astro',
				PageTitle: './src/components/layout/PageTitle.astro',
				SiteTitle: './src/components/layout/SiteTitle.astro',
				Footer: './src/components/layout/Footer.astro',
				Hero: './src/components/home/Hero.astro',
			},
			// Starlight's own pages only: what the injected routes link to is checked in dist.
			plugins: [
				starlightLinksValidator({
					exclude: [
						here('/claims/**'),
						here('/results/**'),
						here('/compare/**'),
						here('/schemas/**'),
					],
				}),
			],
		}),
		ownRoutes(),
		checkLinks(thisBuild.base),
		// The last: it hashes what stands in the pages.
		contentSecurityPolicy(),
	],
	vite: {
		server: { watch: { ignored: ['**/target/**', '**/.bench/**', '**/.tools/**'] } },
		// Otherwise the development server looks for dependencies in every script of the repository.
		optimizeDeps: { entries: ['src/**/*.astro', 'content/docs/**/*.mdx'] },
		build: { rolldownOptions: { onLog: withoutDirectiveNotes } },
	},
});

/** Rolldown notes `"use ..."` directives of every MDX file it bundles; nothing can be done about them. */
function withoutDirectiveNotes(level, log, write) {
	if (log.code !== 'MODULE_LEVEL_DIRECTIVE') write(level, log);
}
