import type { StarlightUserConfig } from '@astrojs/starlight/types';

type Sidebar = NonNullable<StarlightUserConfig['sidebar']>;

/** Groups follow the folders of content/docs; a new page needs no line here. */
export const sidebar: Sidebar = [
	{ label: 'Answers', items: [{ autogenerate: { directory: 'answers' } }] },
	{ label: 'Learn', items: [{ autogenerate: { directory: 'learn' } }] },
	{ label: 'Claims', items: [{ autogenerate: { directory: 'claims' } }] },
	{ label: 'Trust', items: [{ autogenerate: { directory: 'trust' } }] },
	{ label: 'Run', items: [{ autogenerate: { directory: 'run' } }] },
];
