import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { proseOf, readPage } from './page.ts';
import {
	dashes,
	languageAsWinner,
	praise,
	tooLong,
	tooManyTerms,
	tooManyWidgets,
	typedFigures,
} from './rules.ts';

const read = globSync('{*.md,content/docs/**/*.mdx,implementations/*/*/README.md}');
/** What an article says is told in its own words, and its figures are its own. */
const ownWords = globSync('content/{claims,experiments,workloads}/*.yaml');

test.each(read)('%s praises nobody, names no winner, and needs no dash', (path) => {
	const prose = proseOf(readFileSync(path, 'utf8'));
	expect([...praise(prose), ...languageAsWinner(prose), ...dashes(prose)]).toEqual([]);
});

test.each(ownWords)('%s praises nobody in words of ours', (path) => {
	const ours = readFileSync(path, 'utf8').replaceAll(/^ *(?:says|figure|title): .*$/gm, '');
	expect(praise(ours)).toEqual([]);
});

describe.each(globSync('content/docs/**/*.mdx'))('%s', (path) => {
	const page = readPage(path, readFileSync(path, 'utf8'));

	test('is read in one sitting', () => {
		expect([...tooLong(page), ...tooManyWidgets(page), ...tooManyTerms(page)]).toEqual([]);
	});

	test('types no figure that has no source', () => {
		expect(typedFigures(page)).toEqual([]);
	});
});
