import { fontProviders } from 'astro/config';

/**
 * Two typefaces, served from the site itself: one for words, one for figures and code. Astro gives
 * each a fallback of the same metrics, so that nothing moves when the font arrives.
 */
export const fonts = [
	{
		...shared('source-serif-4'),
		name: 'Source Serif 4',
		cssVariable: '--typeface-words',
		fallbacks: ['Georgia', 'serif'],
	},
	{
		...shared('jetbrains-mono'),
		name: 'JetBrains Mono',
		cssVariable: '--typeface-figures',
		fallbacks: ['Menlo', 'monospace'],
	},
];

function shared(folder: string) {
	return {
		provider: fontProviders.local(),
		options: { variants: [variant(folder, 'normal'), variant(folder, 'italic')] as const },
	};
}

function variant(folder: string, style: 'normal' | 'italic') {
	const file = `./node_modules/@fontsource-variable/${folder}/files/${folder}-latin-wght-${style}.woff2`;
	return { weight: '200 800', style, src: [file] as const };
}
