import { type ColumnName, type FacetName, facetNames, isColumn, usualColumns } from './columns.ts';

/** What a reader has asked for; all of it is in the address, so that a view can be sent to somebody. */
export interface ExplorerState {
	search: string;
	/** Of a facet that is here only cells with one of these values are shown. */
	filters: Partial<Record<FacetName, string[]>>;
	sort: { column: ColumnName; descending: boolean } | undefined;
	columns: readonly ColumnName[];
}

export const emptyState: ExplorerState = {
	search: '',
	filters: {},
	sort: undefined,
	columns: usualColumns,
};

/** Reads an address; what it does not know in it is passed over, as an old link may name what is gone. */
export function readState(parameters: URLSearchParams): ExplorerState {
	const filters: ExplorerState['filters'] = {};
	for (const name of facetNames) {
		const values = parameters.getAll(name).filter(Boolean);
		if (values.length > 0) filters[name] = values;
	}
	const columns = parameters.get('columns')?.split(' ').filter(isColumn) ?? [];
	return {
		search: parameters.get('search') ?? '',
		filters,
		sort: readSort(parameters.get('sort')),
		columns: columns.length > 0 ? columns : usualColumns,
	};
}

/** The address of a state, without what is usual. */
export function writeState({ search, filters, sort, columns }: ExplorerState): URLSearchParams {
	const parameters = new URLSearchParams();
	if (search) parameters.set('search', search);
	for (const name of facetNames) {
		for (const value of filters[name] ?? []) parameters.append(name, value);
	}
	if (sort) parameters.set('sort', `${sort.descending ? '-' : ''}${sort.column}`);
	if (columns.join(' ') !== usualColumns.join(' ')) parameters.set('columns', columns.join(' '));
	return parameters;
}

function readSort(text: string | null): ExplorerState['sort'] {
	const column = text?.replace(/^-/, '') ?? '';
	return isColumn(column) ? { column, descending: text?.startsWith('-') ?? false } : undefined;
}
