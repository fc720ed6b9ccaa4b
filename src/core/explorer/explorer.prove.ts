import { expect, it } from 'vitest';
import { median } from '../statistics/quantiles.ts';
import { facetNames, figureNames } from './columns.ts';
import { type IndexedCell, makeCellIndex } from './cell-index.ts';
import { countValues, selectLines } from './select-lines.ts';

/** A key pressed in the search, or a box ticked: what is done for it before the table is drawn again. */
const budgetMs = 100;
const cells = 20_000;

it(`selects, sorts and counts ${cells} cells within ${budgetMs} ms`, () => {
	const index = makeCellIndex(Array.from({ length: cells }, (_, line) => cellAt(line)));
	const filters = { track: ['1'], framework: ['f0', 'f1', 'f2'] };
	const sort = { column: 'latencyMsP50' as const, descending: true };
	const took = Array.from({ length: 15 }, () => {
		const from = performance.now();
		const lines = selectLines(index, { search: 'f 1', filters, sort });
		countValues(index, { search: 'f 1', filters });
		expect(lines.length).toBeGreaterThan(100);
		return performance.now() - from;
	});
	const usual = median(took);
	console.log(`explorer, ${cells} cells: ${usual?.toFixed(1)} ms (median of 15)`);
	expect(usual).toBeLessThan(budgetMs);
});

function cellAt(line: number): IndexedCell {
	const facets = facetNames.map((name, place) => [name, `${name[0]}${line % (5 + place)}`]);
	const figures = figureNames.map((name, place) => [name, (line * (7919 + place)) % 1000]);
	return {
		cell: `cell-${line}`,
		facets: { ...Object.fromEntries(facets), track: line % 3 ? '1' : 'all' },
		figures: Object.fromEntries(figures),
	};
}
