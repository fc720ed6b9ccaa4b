import type { OwnFigure } from './figures.ts';

/** A last column in the table of Details: what a chart says of a point, by pointer and by key, it reads there. */
export function addColumn(figure: HTMLElement, figures: ReadonlyMap<number, OwnFigure>): void {
	removeColumn(figure);
	const table = figure.querySelector('details [data-row]')?.closest('table');
	append(table?.querySelector('thead tr'), 'Yours');
	for (const line of table?.querySelectorAll<HTMLElement>('tbody tr') ?? []) {
		const { row } = line.dataset;
		append(line, (row === undefined ? undefined : figures.get(Number(row))?.words) ?? '');
	}
}

export function removeColumn(figure: HTMLElement): void {
	for (const cell of figure.querySelectorAll('[data-own-column]')) cell.remove();
}

/** A copy of the cell before it looks like it. */
function append(line: Element | null | undefined, text: string): void {
	const cell = line?.lastElementChild?.cloneNode(false);
	if (!(cell instanceof HTMLElement)) return;
	cell.dataset['ownColumn'] = '';
	cell.textContent = text;
	line?.append(cell);
}
