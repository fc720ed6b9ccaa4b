import { type FacetName, facetNames, type FigureName, figureNames } from './columns.ts';

/**
 * Every cell of every run, a column a field: small to send, quick to filter. A facet is a list of its values and, for each
 * cell, the place of its value in that list; a figure is a number, or null where there is none to show.
 */
export interface CellIndex {
	count: number;
	/** Ids of cells inside their runs. */
	cells: string[];
	facets: Record<FacetName, { values: string[]; places: number[] }>;
	figures: Record<FigureName, (number | null)[]>;
}

/** One cell, before it becomes a line of the index. */
export interface IndexedCell {
	cell: string;
	facets: Record<FacetName, string>;
	figures: Partial<Record<FigureName, number>>;
}

export function makeCellIndex(cells: readonly IndexedCell[]): CellIndex {
	const facets = facetNames.map((name) => [name, column(cells.map((one) => one.facets[name]))]);
	const figures = figureNames.map((name) => [name, cells.map((one) => one.figures[name] ?? null)]);
	return {
		count: cells.length,
		cells: cells.map(({ cell }) => cell),
		facets: Object.fromEntries(facets) as CellIndex['facets'],
		figures: Object.fromEntries(figures) as CellIndex['figures'],
	};
}

/** `go/net-http:single` of the cell at this line. */
export function subjectAt(index: CellIndex, line: number): string {
	return `${valueAt(index, 'framework', line)}:${valueAt(index, 'variant', line)}`;
}

export function valueAt({ facets }: CellIndex, name: FacetName, line: number): string {
	const { values, places } = facets[name];
	return values[places[line] ?? -1] ?? '';
}

function column(values: readonly string[]): CellIndex['facets'][FacetName] {
	const sorted = [...new Set(values)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
	const placeOf = new Map(sorted.map((value, place) => [value, place]));
	return { values: sorted, places: values.map((value) => placeOf.get(value) ?? -1) };
}
