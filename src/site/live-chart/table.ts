import { element } from '../explorer/element.ts';
import type { PictureOfView } from '../chart-files/pictures.ts';

/** Puts a view's rows into the chart's table, as `DataTable.astro` writes them. */
export function showTable(
	figure: HTMLElement,
	{ columns, rows, drawn }: PictureOfView['table'],
): void {
	const head = figure.querySelector('details thead tr');
	const body = figure.querySelector('details tbody');
	head?.replaceChildren(...columns.map((column) => element('th', { scope: 'col' }, column)));
	body?.replaceChildren(
		...rows.map((cells, index) => {
			const place = drawn[index];
			const line = element('tr', {
				...(place && { 'data-row': String(place.row) }),
				...(place?.tied && { 'data-tied': '' }),
			});
			line.append(
				...cells.map((text, column) =>
					column === 0 ? element('th', { scope: 'row' }, text) : element('td', {}, text),
				),
			);
			return line;
		}),
	);
}
