import type { StarlightUserConfig } from '@astrojs/starlight/types';

type Sidebar = NonNullable<StarlightUserConfig['sidebar']>;

/** Groups follow the folders of content/docs; a new page or a new article needs no line here. */
export function sidebar(articles: readonly { id: string; title: string }[]): Sidebar {
	return [
		{ label: 'Answers', items: [pagesOf('answers')] },
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
