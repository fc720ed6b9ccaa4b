/** Which of the two finished pictures: CSS shows the one that fits its container. */
export type Width = 'narrow' | 'wide';

/**
 * Pixel geometry of a chart made of lines. In the narrow one a line's words stand above its mark,
 * in the wide one to the left and right of it.
 */
export type Layout = {
	width: Width;
	/** Outer width; a phone of 360 px leaves 328 px between the page's margins. */
	total: number;
	/** Margin left of the plot, which holds the names in the wide picture. */
	left: number;
	/** Margin right of the plot, which holds the figures in the wide picture. */
	right: number;
	top: number;
	bottom: number;
	/** Height of one line. */
	step: number;
	/** Distance of the words from the middle of the line. */
	wordsDy: number;
	/** Distance of the mark from the middle of the line. */
	markDy: number;
	fontSize: number;
};

export const layouts: Record<Width, Layout> = {
	narrow: {
		width: 'narrow',
		total: 328,
		left: 4,
		right: 10,
		top: 6,
		bottom: 44,
		step: 48,
		wordsDy: -11,
		markDy: 11,
		fontSize: 13,
	},
	wide: {
		width: 'wide',
		total: 672,
		left: 176,
		right: 76,
		top: 6,
		bottom: 44,
		step: 32,
		wordsDy: 0,
		markDy: 0,
		fontSize: 13,
	},
};

export const plotWidth = (layout: Layout): number => layout.total - layout.left - layout.right;
