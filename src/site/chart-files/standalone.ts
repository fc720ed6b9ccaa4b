import { escapeText } from '../../charts/markup.ts';
import { textWidth } from '../../charts/text-width.ts';
import { ink } from '../../charts/theme.ts';
import { colours, type Theme } from './tokens.ts';

/** What goes with a picture that leaves its page, so that it still says what it shows and whose it is. */
export type Caption = { title: string; finding: string; source: readonly string[] };

const MARGIN = 24;
const LINE = 19;

/**
 * A picture as a file of its own: its caption above it, its source below, on the site's paper, light or dark as the reader's
 * system is.
 */
export function standalone(svg: string, { title, finding, source }: Caption): string {
	const [, width = '0', height = '0'] = /<svg[^>]* width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
	const inner = Number(width);
	const above = [
		...wrapped(title, inner, 13).map((text) => ({ text, size: 13, weight: 400, fill: ink.soft })),
		...wrapped(finding, inner, 14).map((text) => ({
			text,
			size: 14,
			weight: 600,
			fill: ink.strong,
		})),
	];
	const below = source
		.flatMap((line) => wrapped(line, inner, 12))
		.map((text) => ({ text, size: 12, weight: 400, fill: ink.soft }));
	const top = MARGIN + above.length * LINE + 10;
	const bottom = top + Number(height) + 8;
	const total = { width: inner + 2 * MARGIN, height: bottom + below.length * LINE + MARGIN };
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${total.width}" height="${total.height}" viewBox="0 0 ${total.width} ${total.height}" role="img" aria-label="${escapeText(title)}">`,
		`<style>${style()}</style>`,
		`<rect width="100%" height="100%" fill="var(--paper)"/>`,
		...above.map((line, index) => textAt(line, MARGIN + index * LINE + 14)),
		`<g transform="translate(${MARGIN},${top})">${content(svg)}</g>`,
		...below.map((line, index) => textAt(line, bottom + index * LINE + 14)),
		'</svg>',
	].join('');
}

/** What is drawn, without what the page needs of it. */
function content(svg: string): string {
	return svg
		.replace(/^<svg[^>]*>/, '')
		.replace(/<\/svg>\s*$/, '')
		.replace(/<(title|desc) [^>]*>.*?<\/\1>/g, '')
		.replace(/ data-(?:row|series)="\d+"/g, '');
}

type Line = { text: string; size: number; weight: number; fill: string };

function textAt({ text, size, weight, fill }: Line, y: number): string {
	return `<text transform="translate(${MARGIN},${y})" font-family="var(--font-figures)" font-size="${size}px" font-weight="${weight}" fill="${fill}">${escapeText(text)}</text>`;
}

/** Words in lines that fit. */
function wrapped(text: string, width: number, size: number): string[] {
	return text.split(' ').reduce<string[]>((lines, word) => {
		const longer = `${lines.at(-1) ?? ''} ${word}`.trim();
		const fits = lines.length > 0 && textWidth(longer, size) <= width;
		return fits ? [...lines.slice(0, -1), longer] : [...lines, word];
	}, []);
}

/** The page's colours, and the halo that keeps grid lines out of words (ChartFrame.astro). */
function style(): string {
	const block = (theme: Theme) =>
		[...colours(theme)].map(([name, colour]) => `${name}:${colour}`).join(';');
	return [
		`:root{--font-figures:'JetBrains Mono',ui-monospace,Menlo,monospace;${block('light')}}`,
		`@media (prefers-color-scheme:dark){:root{${block('dark')}}}`,
		'text{paint-order:stroke;stroke:var(--paper);stroke-width:4px;stroke-linejoin:round}',
	].join('');
}
