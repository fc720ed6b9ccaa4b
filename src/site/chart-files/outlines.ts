import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { create, type Font } from 'fontkitten';
import { unescapeText } from '../../charts/markup.ts';
import { repositoryRoot } from '../data/folders.ts';

/** Of the letters of an em: all of JetBrains Mono are 600 of its 1,000 units wide. */
const UNITS = 1000;
const ADVANCE = 600;

/**
 * The words of a picture as outlines. What draws the bitmap finds typefaces through the machine's own settings, and cannot
 * read the ones that the site is delivered with; so it is handed none to find.
 *
 * @param paper colour of the halo, which keeps grid lines out of words
 */
export function withOutlines(svg: string, paper: string): string {
	return svg.replace(/<text([^>]*)>([^<]*)<\/text>/g, (_, attributes: string, content: string) =>
		outlineOf(attributes, unescapeText(content), paper),
	);
}

function outlineOf(attributes: string, text: string, paper: string): string {
	const attribute = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(attributes)?.[1];
	const scale = Number.parseFloat(attribute('font-size') ?? '13') / UNITS;
	const letters = [...text];
	const width = letters.length * ADVANCE * scale;
	const anchor = attribute('text-anchor');
	const shift = anchor === 'end' ? -width : anchor === 'middle' ? -width / 2 : 0;
	const path = letters.map((letter, index) => letterPath(letter, index * ADVANCE)).join('');
	const fill = attribute('fill') ?? paper;
	const isBold = Number(attribute('font-weight')) >= 550;
	const halo = `stroke="${paper}" stroke-width="${(4 / scale).toFixed(0)}" stroke-linejoin="round"`;
	const bold = isBold ? ` stroke="${fill}" stroke-width="${(0.6 / scale).toFixed(0)}"` : '';
	const place = `${attribute('transform') ?? ''} translate(${shift},0) scale(${scale},${-scale})`;
	return `<g transform="${place}"><path d="${path}" fill="${paper}" ${halo}/><path d="${path}" fill="${fill}"${bold}/></g>`;
}

let font: Font | undefined;

function letterPath(letter: string, x: number): string {
	font ??= readFont();
	const [glyph] = font.glyphsForString(letter === '\u00a0' ? ' ' : letter);
	return glyph === undefined ? '' : glyph.path.translate(x, 0).toSVG();
}

function readFont(): Font {
	const file =
		'node_modules/@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2';
	const made = create(readFileSync(join(repositoryRoot(), file)));
	if (made.isCollection) throw new Error(`${file} holds several typefaces.`);
	return made;
}
