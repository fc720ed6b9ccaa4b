import type { Config } from 'vega-lite';
import { languages } from '../site/data/languages.ts';

/** Colours are the page's own tokens, so that one picture serves light and dark. */
export const ink = {
	strong: 'var(--ink)',
	body: 'var(--ink-body)',
	soft: 'var(--ink-soft)',
	grid: 'var(--hairline)',
	axis: 'var(--hairline-strong)',
	accent: 'var(--accent)',
	surface: 'var(--surface-strong)',
};

/**
 * In pixels of the picture, which may be shown a little smaller than drawn (Chart.astro): below 12 on
 * the screen text is too small to read on a phone.
 */
export const MIN_FONT_SIZE = 13;

export const theme: Config = {
	background: 'transparent',
	font: 'var(--font-figures)',
	// The root carries role, title and description; the table beside it carries the figures.
	aria: false,
	view: { stroke: null },
	axis: {
		labelColor: ink.soft,
		labelFontSize: MIN_FONT_SIZE,
		labelPadding: 6,
		labelFlush: false,
		titleColor: ink.soft,
		titleFontSize: MIN_FONT_SIZE,
		titleFontWeight: 'normal',
		titlePadding: 6,
		gridColor: ink.grid,
		domain: false,
		ticks: false,
	},
	text: { color: ink.body, fontSize: 13, baseline: 'middle' },
};

const ids = ['node', 'go', 'rust'] as const;

/** The one mapping from language to colour, dash and shape that every chart uses. */
export const languageScale = {
	colour: { domain: [...ids], range: ids.map((id) => languages[id].colour) },
	dash: { domain: [...ids], range: ids.map((id) => languages[id].dash) },
	shape: { domain: [...ids], range: ids.map((id) => languages[id].shape) },
};
