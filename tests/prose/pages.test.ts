import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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

/** Pages that are finished. The others keep to the rules about words, and to these once they are listed. */
const finished = {
	'.': ['index'],
	answers: [
		'abstraction-cost',
		'at-a-glance',
		'blocking',
		'connections',
		'cores',
		'cpu-bound',
		'data-races',
		'database',
		'encoding-share',
		'fixed-rate',
		'hello',
		'json',
		'load-vs-latency',
		'offloading',
		'pool-size',
		'shared-state',
		'store',
		'transform',
		'tuning',
		'waiting',
		'warm-up',
	],
	learn: [
		'goroutines',
		'node-threads',
		'one-long-request',
		'stealing',
		'three-runtimes',
		'tokio-worker',
		'waiting-line',
	],
	trust: ['how-big-a-difference'],
};
const finishedPages = Object.entries(finished).flatMap(([folder, pages]) =>
	pages.map((page) => join('content/docs', folder, `${page}.mdx`)),
);

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

describe.each(finishedPages)('%s', (path) => {
	const page = readPage(path, readFileSync(path, 'utf8'));

	test('is read in one sitting', () => {
		expect([...tooLong(page), ...tooManyWidgets(page), ...tooManyTerms(page)]).toEqual([]);
	});

	test('types no figure that has no source', () => {
		expect(typedFigures(page)).toEqual([]);
	});
});
