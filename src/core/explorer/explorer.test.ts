import { describe, expect, it } from 'vitest';
import { type IndexedCell, makeCellIndex, subjectAt } from './cell-index.ts';
import { countValues, selectLines } from './select-lines.ts';
import { emptyState, type ExplorerState, readState, writeState } from './state.ts';

function cell(
	framework: string,
	changes: Partial<IndexedCell['facets']> = {},
	figures: IndexedCell['figures'] = {},
): IndexedCell {
	const facets = {
		experiment: 'hello',
		language: framework.split('/')[0] ?? '',
		framework,
		variant: 'single',
		workload: 'hello',
		load: 'capacity',
		kind: 'closed',
		track: '1',
		machine: 'dev',
		gates: 'passed',
		profile: 'standard',
		run: '20260101-000000-hello-standard',
		...changes,
	};
	return { cell: `hello/${framework}/single/1/capacity`, facets, figures };
}

const index = makeCellIndex([
	cell('go/chi', {}, { latencyMsP50: 2 }),
	cell('node/http', { track: 'all' }, { latencyMsP50: 1, serverCpuMsPerRequest: 0 }),
	cell('rust/axum', { load: 'rate-2000', kind: 'open', variant: 'inline' }),
	cell('go/chi', { track: 'all', gates: 'not passed' }, { latencyMsP50: 3 }),
]);

const select = (changes: Partial<ExplorerState>) =>
	selectLines(index, { ...emptyState, ...changes });

describe('selectLines', () => {
	it('shows all cells in their order to whoever asks for nothing', () => {
		expect(select({})).toEqual([0, 1, 2, 3]);
	});

	it('widens within a facet and narrows between facets', () => {
		expect(select({ filters: { framework: ['go/chi', 'rust/axum'] } })).toEqual([0, 2, 3]);
		expect(select({ filters: { framework: ['go/chi'], track: ['all'] } })).toEqual([3]);
		expect(select({ filters: { framework: ['gone'] } })).toEqual([]);
	});

	it('finds each word of a search in any facet, whatever its case', () => {
		expect(select({ search: 'CHI all' })).toEqual([3]);
		expect(select({ search: 'axum:inline' })).toEqual([2]);
		expect(select({ search: 'chi axum' })).toEqual([]);
	});

	it('sorts by a figure both ways, and leaves cells without it last', () => {
		const sort = (descending: boolean) => select({ sort: { column: 'latencyMsP50', descending } });
		expect(sort(false)).toEqual([1, 0, 3, 2]);
		expect(sort(true)).toEqual([3, 0, 1, 2]);
	});

	it('sorts by a facet, and takes a figure of 0 for a figure', () => {
		expect(select({ sort: { column: 'framework', descending: true } })).toEqual([2, 1, 0, 3]);
		const [first] = select({ sort: { column: 'serverCpuMsPerRequest', descending: true } });
		expect(first).toBe(1);
	});
});

it('countValues says what each value would leave, the other facets as they are', () => {
	const counts = countValues(index, { search: '', filters: { framework: ['go/chi'] } });
	expect(index.facets.framework.values).toEqual(['go/chi', 'node/http', 'rust/axum']);
	// The facet's own filter does not count against its other values.
	expect(counts['framework']).toEqual([2, 1, 1]);
	expect(counts['track']).toEqual([1, 1]);
});

it('subjectAt names a subject as everywhere else', () => {
	expect(subjectAt(index, 2)).toBe('rust/axum:inline');
});

describe('the address of a view', () => {
	const state: ExplorerState = {
		search: 'chi & co',
		filters: { track: ['all'], framework: ['go/chi', 'node/http'] },
		sort: { column: 'latencyMsP99', descending: true },
		columns: ['run', 'latencyMsP99'],
	};

	it('holds all of it', () => {
		const address = writeState(state).toString();
		expect(readState(new URLSearchParams(address))).toEqual(state);
	});

	it('is empty where nothing was asked', () => {
		expect(writeState(emptyState).toString()).toBe('');
		expect(readState(new URLSearchParams(''))).toEqual(emptyState);
	});

	it('passes over what it does not know', () => {
		const odd = new URLSearchParams('sort=-nothing&columns=a b&colour=red&track=');
		expect(readState(odd)).toEqual(emptyState);
	});
});
