import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { brokenLinks } from './broken-links.ts';

/** Fails a build in which a link inside the site leads nowhere. */
export function checkLinks(base: string): AstroIntegration {
	return {
		name: 'check-links',
		hooks: {
			'astro:build:done': ({ dir, logger }) => {
				const folder = fileURLToPath(dir);
				const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
				const paths = names.map((name) => name.replaceAll('\\', '/'));
				const pages = paths
					.filter((path) => path.endsWith('.html'))
					.map((path) => ({
						address: base + path.replace(/(^|\/)index\.html$/, '$1'),
						html: readFileSync(`${folder}${path}`, 'utf8'),
					}));
				const faults = brokenLinks(pages, new Set(paths.map((path) => base + path)), base);
				if (faults.length > 0) {
					throw new Error(`${faults.length} links lead nowhere:\n${faults.join('\n')}`);
				}
				logger.info(`every link of ${pages.length} pages leads somewhere`);
			},
		},
	};
}
