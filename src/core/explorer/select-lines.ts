import { type CellIndex, subjectAt } from './cell-index.ts';
import { type ColumnName, facetNames, isFigure } from './columns.ts';
import type { ExplorerState } from './state.ts';

/**
 * The lines of the index that a state asks for, in its order. Filters of one facet widen each other, those of several narrow;
 * each word of the search must be found in one of a cell's facets or its id.
 */
export function selectLines(
	index: CellIndex,
	{ search, filters, sort }: Pick<ExplorerState, 'search' | 'filters' | 'sort'>,
): number[] {
	const tests = [...filterTests(index, filters), ...searchTests(index, search)];
	const lines: number[] = [];
	for (let line = 0; line < index.count; line++) {
		if (tests.every((test) => test(line))) lines.push(line);
	}
	return sort ? sorted(index, lines, sort.column, sort.descending) : lines;
}

type Test = (line: number) => boolean;

function filterTests({ facets }: CellIndex, filters: ExplorerState['filters']): Test[] {
	return facetNames.flatMap((name) => {
		const wanted = filters[name];
		if (wanted === undefined) return [];
		const { values, places } = facets[name];
		const asked = new Set(wanted.map((value) => values.indexOf(value)));
		return [(line: number) => asked.has(places[line] ?? -1)];
	});
}

function searchTests(index: CellIndex, search: string): Test[] {
	const words = search.toLowerCase().split(/\s+/).filter(Boolean);
	return words.map((word) => {
		// A word is looked for once in each value, not once in each cell.
		const found = facetNames.map((name) => {
			const { values, places } = index.facets[name];
			const hits = values.map((value) => value.toLowerCase().includes(word));
			return (line: number) => hits[places[line] ?? -1] ?? false;
		});
		const inSubject = word.includes(':');
		return (line: number) =>
			found.some((test) => test(line)) ||
			(inSubject && subjectAt(index, line).toLowerCase().includes(word));
	});
}

/** Cells without the figure come last, whichever way it goes: they are neither the least nor the most. */
function sorted(
	index: CellIndex,
	lines: readonly number[],
	column: ColumnName,
	descending: boolean,
): number[] {
	const sign = descending ? -1 : 1;
	const keys = isFigure(column) ? index.figures[column] : index.facets[column].places;
	return lines.toSorted((a, b) => {
		const [first, second] = [keys[a] ?? null, keys[b] ?? null];
		if (first === null || second === null) {
			return (first === null ? 1 : 0) - (second === null ? 1 : 0) || a - b;
		}
		return sign * (first - second) || a - b;
	});
}

/** How many cells each value of each facet would leave, with the other facets as they are. */
export function countValues(
	index: CellIndex,
	state: Pick<ExplorerState, 'search' | 'filters'>,
): Record<string, number[]> {
	const counts = facetNames.map((name) => {
		const { [name]: _, ...others } = state.filters;
		const { values, places } = index.facets[name];
		const each = values.map(() => 0);
		for (const line of selectLines(index, {
			search: state.search,
			filters: others,
			sort: undefined,
		})) {
			const place = places[line] ?? -1;
			each[place] = (each[place] as number) + 1;
		}
		return [name, each] as const;
	});
	return Object.fromEntries(counts);
}
