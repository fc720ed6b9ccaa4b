import type { StarlightUserConfig } from '@astrojs/starlight/types';
import type { Answer } from './data/read-answers.ts';
import { topics } from './topics.ts';

type Sidebar = NonNullable<StarlightUserConfig['sidebar']>;

/** Groups follow the folders of content/docs, and answers their topics; a new page or article needs no line here. */
export function sidebar(
	articles: readonly { id: string; title: string }[],
	answers: readonly Answer[],
): Sidebar {
	return [
		{ label: 'Answers', items: byTopic(answers) },
		{ label: 'Learn', items: [pagesOf('learn')] },
		{
			label: 'Claims',
			items: [
				{ label: 'Five articles, checked', link: '/claims/' },
				{ label: 'How a verdict is made', link: '/claims/verdicts/' },
				...articles.map(({ id, title }) => ({ label: title, link: `/claims/${id}/` })),
			],
		},
		{ label: 'Trust', items: [pagesOf('trust')] },
		{
			label: 'Run',
			items: [
				pagesOf('run'),
				{ label: 'All runs', link: '/results/' },
				{ label: 'Compare', link: '/compare/' },
			],
		},
	];
}

const pagesOf = (directory: string) => ({ autogenerate: { directory } });

/** Those without a topic first; a topic of which nothing is written yet has no heading. */
function byTopic(answers: readonly Answer[]): NonNullable<Sidebar> {
	const slugsOf = (topic: string | undefined) =>
		answers.filter((answer) => answer.topic === topic).map(({ slug }) => slug);
	const groups = Object.entries(topics).map(([topic, label]) => ({ label, items: slugsOf(topic) }));
	return [...slugsOf(undefined), ...groups.filter(({ items }) => items.length > 0)];
}
