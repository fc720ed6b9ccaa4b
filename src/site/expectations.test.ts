import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { parseOrExplain } from '../core/schemas/sentence.ts';
import { checkExpectations } from './data/expectations.ts';
import { splitPage } from './data/front-matter.ts';
import { thisBuild } from './this-build.ts';

const FrontMatterSchema = z.looseObject({ expects: z.array(z.string()).default([]) });

/** Every article that says something of the data. */
const articles = readdirSync('content/docs', { recursive: true, encoding: 'utf8' })
	.filter((file) => /\.mdx?$/.test(file))
	.map((file) => ({ file, expects: expectsOf(join('content/docs', file)) }))
	.filter(({ expects }) => expects.length > 0);

// In a fork the data are the fork's own: there the page says "did not hold here", and no test fails.
describe.skipIf(thisBuild.kind === 'fork')('what articles expect of the committed results', () => {
	test('at least one article expects something', () => {
		expect(articles.length).toBeGreaterThan(0);
	});

	test.each(articles)('$file', ({ expects }) => {
		const broken = checkExpectations(expects).flatMap((outcome) =>
			outcome.status === 'checked' && !outcome.holds ? [outcome.sentence] : [],
		);
		expect(broken).toEqual([]);
	});
});

function expectsOf(path: string): string[] {
	const { frontMatter } = splitPage(readFileSync(path, 'utf8'));
	return parseOrExplain(FrontMatterSchema, frontMatter, path).expects;
}
