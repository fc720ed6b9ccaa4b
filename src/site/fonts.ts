import { fontProviders } from 'astro/config';

/**
 * Two typefaces, served from the site itself: one for words, one for figures and code. Astro gives
 * each a fallback of nearly the same metrics. Nearly: on a busy machine the swap still moved a page by a
 * hundredth, so a font that is not there with the first paint waits for the next page (`optional`).
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
	return { weight: '200 800', style, display: 'optional' as const, src: [file] as const };
}
