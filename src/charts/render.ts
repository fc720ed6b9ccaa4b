import { parse, View, textMetrics } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { escapeText } from './markup.ts';
import { valueAxis } from './value-axis.ts';
import { withRowAttributes, withRowNames } from './row-marks.ts';
import { textWidth } from './text-width.ts';
import { theme } from './theme.ts';

export type Picture = { svg: string; width: number; height: number };

/** What a screen reader is told of the picture, and what makes its ids unique on a page. */
export type PictureWords = { id: string; title: string; description: string };

/**
 * Draws a chart as SVG text, in Node and without a canvas.
 *
 * @throws Error on any warning of Vega-Lite or Vega: a warning is a chart that shows something else
 * than its author meant
 */
export async function render(
	spec: TopLevelSpec,
	rows: readonly object[],
	words: PictureWords,
): Promise<Picture> {
	textMetrics.width = (item, text) => textWidth(text, item.fontSize ?? 11);
	const complete = { ...withRowNames(spec), datasets: { rows: rows.map((row) => ({ ...row })) } };
	const vega = compile(complete, { config: theme, logger: throwing }).spec;
	const view = new View(parse(vega), { renderer: 'none', logger: throwing });
	try {
		await view.runAsync();
		const svg = withRowAttributes(await view.toSVG(), rows);
		return describe(svg, words, valueAxis(view));
	} finally {
		view.finalize();
	}
}

/** Adds name and description, and lets CSS decide the size (WAI-ARIA Graphics: a named `img`). */
function describe(
	svg: string,
	{ id, title, description }: PictureWords,
	axis: string | undefined,
): Picture {
	const size = /<svg[^>]* width="(\d+)" height="(\d+)"/.exec(svg);
	if (size === null) throw new Error(`Vega drew no picture with a size for chart ${id}.`);
	const [width, height] = [Number(size[1]), Number(size[2])];
	const opening =
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"` +
		(axis === undefined ? '' : ` data-axis="${axis}"`) +
		` role="img" aria-labelledby="${id}-title" aria-describedby="${id}-description">` +
		`<title id="${id}-title">${escapeText(title)}</title><desc id="${id}-description">${escapeText(description)}</desc>`;
	const unique = svg
		// Vega names its inner groups without saying anything; one name for the whole is enough.
		.replaceAll(/ (?:role="graphics-\w+"|aria-\w+="[^"]*")/g, '')
		.replace(/<svg[^>]*>/, () => opening)
		.replace(/\b(clip|gradient_)(\d+)\b/g, (_, kind: string, n: string) => `${id}-${kind}${n}`);
	return { svg: unique, width, height };
}

/** Vega's logger interface (vega-util, logger.js): every method answers with the logger itself. */
const throwing = {
	level() {
		return this;
	},
	error(...messages: readonly unknown[]): never {
		throw new Error(messages.join(' '));
	},
	warn(...messages: readonly unknown[]): never {
		throw new Error(messages.join(' '));
	},
	info() {
		return this;
	},
	debug() {
		return this;
	},
};
