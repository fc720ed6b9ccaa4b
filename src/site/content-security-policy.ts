import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { githubApi, githubFiles } from './compare/github.ts';
import { withPolicy } from './policy.ts';

/** What pages ask beyond this site: a reader's fork is read from where it is. */
const askedBy = new Map([['compare/index.html', [githubApi, githubFiles]]]);

/** Gives every built page its policy. */
export function contentSecurityPolicy(): AstroIntegration {
	return {
		name: 'content-security-policy',
		hooks: {
			'astro:build:done': ({ dir }) => {
				const folder = fileURLToPath(dir);
				for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
					if (!name.endsWith('.html')) continue;
					const path = join(folder, name);
					const connect = askedBy.get(name.replaceAll('\\', '/'));
					writeFileSync(path, withPolicy(readFileSync(path, 'utf8'), connect));
				}
			},
		},
	};
}
