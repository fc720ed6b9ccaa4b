import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';

const documents = [
	'README.md',
	'ARCHITECTURE.md',
	'CONTRIBUTING.md',
	'.github/workflows/README.md',
	'.github/pull_request_template.md',
];
/** Written by commands, so that a fresh clone may lack them. */
const generated = /^(\.bench|dist|node_modules|content\/results)(\/|$)/;

const { scripts } = z
	.object({ scripts: z.record(z.string(), z.string()) })
	.parse(JSON.parse(readFileSync('package.json', 'utf8')));

describe.each(documents)('%s', (document) => {
	const text = readFileSync(document, 'utf8');

	test('links to files that exist', () => {
		const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link = '']) => link);
		expect(links.filter((link) => !existsSync(join(dirname(document), link)))).toEqual([]);
	});

	test('names files that exist', () => {
		const names = [...text.matchAll(/`([\w.-]+(?:\/[\w.-]+)+\/?)`/g)].map(([, name = '']) => name);
		expect(names.filter((name) => isPath(name) && !existsSync(name))).toEqual([]);
	});

	test('names scripts that exist', () => {
		const named = [...text.matchAll(/npm (?:run )?([a-z]+)/g)].map(([, name = '']) => name);
		expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
	});
});

test('the map of the tree names folders that exist', () => {
	const [, map = ''] = /```\n([^`]*)```/.exec(readFileSync('ARCHITECTURE.md', 'utf8')) ?? [];
	expect(foldersOf(map).length).toBeGreaterThan(20);
	const missing = foldersOf(map).filter((folder) => !generated.test(folder) && !existsSync(folder));
	expect(missing).toEqual([]);
});

/** `node/http` is an id, and `.bench/` comes from a command: neither is a path of a fresh clone. */
function isPath(name: string): boolean {
	return !/^(node|go|rust)\//.test(name) && !generated.test(name);
}

/** A folder stands at the margin, what is in it two spaces further in; a description follows two spaces or more. */
function foldersOf(map: string): string[] {
	let parent = '';
	return map.split('\n').flatMap((line) => {
		const [, indent = '', names = ''] = /^( {2})?(\S.*?)(?: {2,}|$)/.exec(line) ?? [];
		const folders = names.split(' ').filter((name) => name.endsWith('/'));
		if (indent !== '') return folders.map((folder) => join(parent, folder.replace('<run>/', '')));
		parent = folders[0] ?? parent;
		return folders;
	});
}
