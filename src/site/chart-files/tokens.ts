import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../data/folders.ts';

export type Theme = 'light' | 'dark';

/** The site's colours by name, for pictures that leave it: `--ink` is `#1a1917` in the light. */
export function colours(theme: Theme): ReadonlyMap<string, string> {
	const found = [...declarations(theme).matchAll(/(--[\w-]+):\s*(#[\da-f]{3,8});/g)];
	if (found.length === 0) throw new Error(`src/styles/tokens.css has no colours for ${theme}.`);
	return new Map(found.map(([, name = '', colour = '']) => [name, colour]));
}

/** What a theme declares in the style sheet, as it stands there. */
export function declarations(theme: Theme): string {
	const css = readFileSync(join(repositoryRoot(), 'src/styles/tokens.css'), 'utf8');
	const [, dark = '', light = ''] =
		/:root \{([^}]*)\}[\s\S]*?data-theme='light'\] \{([^}]*)\}/.exec(css) ?? [];
	return theme === 'light' ? light : dark;
}
