import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readAnswers } from './data/read-answers.ts';
import { sidebar } from './sidebar.ts';

test('groups answers by topic, in their own order, and puts those without one above', () => {
	const [answers] = sidebar(
		[],
		[
			{ slug: 'answers/glance', order: 0 },
			{ slug: 'answers/first', order: 1, topic: 'load' },
			{ slug: 'answers/second', order: 2, topic: 'load' },
			{ slug: 'answers/third', order: 3, topic: 'computing' },
		],
	);
	expect(answers).toEqual({
		label: 'Answers',
		items: [
			'answers/glance',
			{ label: 'Computing and sharing', items: ['answers/third'] },
			{ label: 'Waiting and load', items: ['answers/first', 'answers/second'] },
		],
	});
});

test('leaves out no page of content/docs/answers', () => {
	const pages = readdirSync('content/docs/answers').map((file) => `answers/${file.slice(0, -4)}`);
	const [answers] = sidebar([], readAnswers());
	const { items } = answers as { items: (string | { items: string[] })[] };
	const shown = items.flatMap((item) => (typeof item === 'string' ? [item] : item.items));
	expect(shown.toSorted()).toEqual(pages.toSorted());
});
