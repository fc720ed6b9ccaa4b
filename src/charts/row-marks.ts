import type { TopLevelSpec } from 'vega-lite';
import { unescapeText } from './markup.ts';

/** What of a row the marks of a picture are told by; a picture of another kind of rows may have neither. */
type NamedRow = { id?: string; line?: string; name?: string; detail?: string };

/** Name of the layer whose marks are what a row measured: where a reader of the picture points. */
export const POINTS = 'points';

/**
 * Makes every mark say whose it is: by the row that it stands for, or, of a name beside a line, by the line. Vega writes a
 * mark's description into its `aria-label`, and nothing else of ours; `withRowAttributes` turns that into data attributes.
 */
export function withRowNames(spec: TopLevelSpec): TopLevelSpec {
	if (!('layer' in spec)) return spec;
	const description = {
		expr: `isValid(datum.id) ? '${ROW}' + datum.id : isValid(datum.line) ? '${LINE}' + datum.line : ''`,
	};
	const layer = spec.layer.map((one) => {
		if (!('mark' in one)) return one;
		const mark = typeof one.mark === 'string' ? { type: one.mark } : one.mark;
		return { ...one, mark: { ...mark, aria: true, description } };
	});
	return { ...spec, layer };
}

const ROW = 'row ';
const LINE = 'line ';

/**
 * `data-row` on each mark of a row: its place among the rows. `data-series` on each mark and name of a subject: its place
 * among the subjects. With these a script can say what is under the pointer, and fade the others.
 */
export function withRowAttributes(svg: string, rows: readonly NamedRow[]): string {
	const series = seriesOf(rows);
	const attributes = (label: string): string => {
		if (label.startsWith(LINE)) {
			const place = rows.findIndex(({ line }) => line === label.slice(LINE.length));
			return seriesAttribute(series[place]);
		}
		if (!label.startsWith(ROW)) return '';
		const place = rows.findIndex(({ id }) => id === label.slice(ROW.length));
		return place === -1 ? '' : ` data-row="${place}"${seriesAttribute(series[place])}`;
	};
	return (
		svg
			// Of the path of a line, whose first point speaks for all, only the subject.
			.replace(/<g class="mark-line [^>]*><path aria-label="row [^"]*"/g, (path) =>
				path.replace(/ aria-label="([^"]*)"/, (_, label: string) =>
					attributes(unescapeText(label)).replace(/ data-row="\d+"/, ''),
				),
			)
			.replace(/ aria-label="([^"]*)"/g, (_, label: string) => attributes(unescapeText(label)))
	);
}

const seriesAttribute = (place: number | undefined) =>
	place === undefined ? '' : ` data-series="${place}"`;

/** Of each row the place of its subject; absent for a heading, which belongs to none. */
export function seriesOf(
	rows: readonly (NamedRow & { language?: string })[],
): (number | undefined)[] {
	const keys: string[] = [];
	return rows.map(({ line, name, detail, language }) => {
		if (line === undefined && language === undefined) return undefined;
		const key = line ?? `${name} ${detail}`;
		if (!keys.includes(key)) keys.push(key);
		return keys.indexOf(key);
	});
}
