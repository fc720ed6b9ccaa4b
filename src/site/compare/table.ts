import { element } from '../explorer/element.ts';

export type Content = string | Node;

/**
 * A table whose lines stand one below the other on a phone, where each value has its column's name beside it.
 * The roles are written out, because a browser forgets that a table is one once it is not laid out as one.
 */
export function comparisonTable(
	caption: Content,
	columns: readonly string[],
	rows: readonly (readonly Content[])[],
): HTMLElement {
	const table = element('table', { role: 'table' });
	const title = element('caption', {});
	title.append(caption);
	const head = element('thead', { role: 'rowgroup' });
	const names = element('tr', { role: 'row' });
	names.append(
		...columns.map((name) => element('th', { role: 'columnheader', scope: 'col' }, name)),
	);
	head.append(names);
	const body = element('tbody', { role: 'rowgroup' });
	body.append(...rows.map((row) => line(columns, row)));
	table.append(title, head, body);
	return table;
}

function line(columns: readonly string[], row: readonly Content[]): HTMLElement {
	const made = element('tr', { role: 'row' });
	const cells = row.map((content, place) => {
		const attributes = { 'data-column': columns[place] ?? '' };
		const cell =
			place === 0
				? element('th', { role: 'rowheader', scope: 'row' })
				: element('td', { role: 'cell', ...attributes });
		cell.append(content);
		return cell;
	});
	made.append(...cells);
	return made;
}

/** Several pieces of text and markup as one value. */
export function group(...parts: readonly Content[]): HTMLElement {
	const made = element('div', {});
	made.append(...parts);
	return made;
}
