import { type CellIndex, subjectAt, valueAt } from '../../core/explorer/cell-index.ts';
import {
	type ColumnName,
	facets,
	figures,
	type FigureName,
	isFacet,
} from '../../core/explorer/columns.ts';
import type { ExplorerState } from '../../core/explorer/state.ts';
import { formatNumber } from '../../core/format.ts';
import { element } from './element.ts';

/** More lines would be slow to draw on a phone, and nobody reads them. */
export const linesAtOnce = 100;

interface Actions {
	/** Address of the page that shows one cell. */
	cell: string;
	sort(column: ColumnName): void;
}

export function drawTable(
	host: HTMLElement,
	index: CellIndex,
	lines: readonly number[],
	state: ExplorerState,
	actions: Actions,
): void {
	const table = host.querySelector('table');
	if (table === null) return;
	const body = element('tbody', {});
	body.append(...lines.map((line) => row(index, line, state.columns, actions.cell)));
	const focused = focusedColumn();
	table.replaceChildren(head(state, actions), body);
	// The header was made anew under the reader's finger.
	if (focused) table.querySelector<HTMLElement>(`[data-column="${focused}"]`)?.focus();
}

function focusedColumn(): string | undefined {
	const active = document.activeElement;
	return active instanceof HTMLElement ? active.dataset['column'] : undefined;
}

function head({ columns, sort }: ExplorerState, actions: Actions): HTMLElement {
	const line = element('tr', {});
	line.append(element('th', { scope: 'col' }, 'Subject'));
	for (const name of columns) {
		const order = sort?.column === name ? (sort.descending ? 'descending' : 'ascending') : 'none';
		const cell = element('th', { scope: 'col', 'aria-sort': order });
		const button = element('button', { type: 'button', 'data-column': name }, titleOf(name));
		button.onclick = () => actions.sort(name);
		cell.append(button);
		line.append(cell);
	}
	const group = element('thead', {});
	group.append(line);
	return group;
}

function row(
	index: CellIndex,
	line: number,
	columns: readonly ColumnName[],
	page: string,
): HTMLElement {
	const made = element('tr', {});
	const subject = element('th', { scope: 'row' });
	const query = new URLSearchParams({
		run: valueAt(index, 'run', line),
		cell: index.cells[line] ?? '',
	});
	const link = element('a', { href: `${page}?${query.toString()}` }, subjectAt(index, line));
	const mark = element('span', { class: `language ${valueAt(index, 'language', line)}` });
	mark.append(link);
	subject.append(mark);
	made.append(subject);
	for (const name of columns) {
		if (isFacet(name)) made.append(element('td', {}, valueAt(index, name, line)));
		else made.append(figureCell(index.figures[name][line] ?? null, name));
	}
	return made;
}

/** A dash is no figure: why there is none stands on the cell's page. */
function figureCell(value: number | null, name: FigureName): HTMLElement {
	if (value === null) return element('td', { class: 'figure none' }, '–');
	const perStored = figures.find((figure) => figure.name === name)?.perStored ?? 1;
	return element('td', { class: 'figure' }, formatNumber(value * perStored));
}

function titleOf(name: ColumnName): string {
	const figure = figures.find((one) => one.name === name);
	if (figure) return `${figure.title}, ${figure.unit}`;
	return facets.find((one) => one.name === name)?.title ?? name;
}
