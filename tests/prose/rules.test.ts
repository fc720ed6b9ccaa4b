import { expect, test } from 'vitest';
import { readPage } from './page.ts';
import {
	dashes,
	languageAsWinner,
	praise,
	tooLong,
	tooManyTerms,
	tooManyWidgets,
	typedFigures,
} from './rules.ts';

/** A page with this body, and lines more in its front matter. */
const page = (body: string, ...more: string[]) =>
	readPage('page.mdx', ['---', 'title: A page', ...more, '---', body].join('\n'));

test('praise is found, in quotation marks and as a bound it is not', () => {
	expect(praise('A blazing loop, the Fastest of all.')).toHaveLength(2);
	expect(praise('“Blazing fast”, an article says; at best one division a cycle.')).toEqual([]);
});

test('a language is no winner', () => {
	expect(languageAsWinner('Go is much faster than that. Rust wins.')).toHaveLength(2);
	expect(languageAsWinner('Is Go faster? Go interrupts what computes for long.')).toEqual([]);
});

test('a dash is found, in somebody else’s words it is not', () => {
	expect(dashes('It waits — and waits.')).toHaveLength(1);
	expect(dashes('“It waits — and waits”, from 10–20.')).toEqual([]);
});

test('1,200 words are enough; code, and what is shown before a run exists, are none', () => {
	expect(tooLong(page('word '.repeat(1200)))).toEqual([]);
	expect(tooLong(page('word '.repeat(1201)))).toHaveLength(1);
	const unread = `<Fragment slot="before">${'word '.repeat(1201)}</Fragment>`;
	expect(tooLong(page(`${unread}\n\`\`\`sh\n${'word '.repeat(1201)}\n\`\`\`\n`))).toEqual([]);
});

test('three widgets may stand open, and any number folded', () => {
	const three = '<Chart a="" />\n<Player b="" />\n<Lanes />\n';
	expect(tooManyWidgets(page(`${three}<details>${three}</details>`))).toEqual([]);
	expect(tooManyWidgets(page(`${three}<Exhibit c="" />`))).toHaveLength(1);
});

test('seven terms may be new, each as often as one likes', () => {
	const terms = (count: number) =>
		Array.from({ length: count }, (_, index) => `[term](/learn/glossary/#term-${index})`).join(' ');
	expect(tooManyTerms(page(`${terms(7)} ${terms(7)}`))).toEqual([]);
	expect(tooManyTerms(page(terms(8)))).toHaveLength(1);
});

test('a figure is bound, quoted, linked to its source or declared', () => {
	expect(typedFigures(page('It took 12.5 ms on 3 cores, 40 % more.'))).toHaveLength(3);
	const sourced = `<Value subject="12 ms" /> against “85 ms”; a rule of thumb is
		[10 to 100 µs](https://ryhl.io/), and \`--delay 5 ms\` is code.`;
	expect(typedFigures(page(sourced))).toEqual([]);
	const declared = ['constants:', '  10 ms: a slice of Go'];
	expect(typedFigures(page('A slice takes 10 ms.', ...declared))).toEqual([]);
});

test('a figure of the title or the description is typed as well', () => {
	expect(typedFigures(page('', 'description: Half of them take 12 ms.'))).toHaveLength(1);
});

test('what is declared and no longer said is found', () => {
	expect(typedFigures(page('A slice.', 'constants:', '  10 ms: a slice of Go'))).toHaveLength(1);
});
