/**
 * Charts are set in JetBrains Mono, whose every glyph is 600 of 1,000 units wide (its `hmtx` table;
 * the site's fallback is scaled to the same metrics). Vega has no canvas at build time and would
 * otherwise assume 0.8 em for each letter.
 */
const ADVANCE_EM = 0.6;

export function textWidth(text: string, fontSize: number): number {
	return [...text].length * ADVANCE_EM * fontSize;
}
