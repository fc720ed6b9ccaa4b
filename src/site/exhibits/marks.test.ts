import { describe, expect, it } from 'vitest';
import { layouts } from '../../charts/layout.ts';
import { render } from '../../charts/render.ts';
import { drawnRows } from '../data/drawn-charts.ts';
import { exhibits } from './index.ts';

const drawn = [...exhibits].flatMap(([name, bound]) => {
	const exhibit = bound();
	return exhibit?.table.ids ? [{ name, exhibit }] : [];
});

it('is about exhibits of the published runs', () => {
	expect(drawn.length).toBeGreaterThan(2);
});

describe.each(drawn)('the exhibit $name', ({ exhibit }) => {
	it.each(Object.values(layouts))(
		'has a mark for each row of its table, $width',
		async (layout) => {
			const words = { id: 'x', title: 't', description: 'd' };
			const { svg } = await render(exhibit.spec(layout), exhibit.rows, words);
			const points = [...svg.matchAll(/points_marks"[^>]*>(.*?)<\/g>/g)].map(([, marks]) => marks);
			const marked = [...points.join('').matchAll(/data-row="(\d+)"/g)].map(([, row]) =>
				Number(row),
			);
			const rows = drawnRows(exhibit.table, exhibit.rows);
			expect(rows).toHaveLength(exhibit.table.rows.length);
			expect(marked.length).toBeGreaterThan(0);
			const told = new Set(rows.flatMap((one) => one?.row ?? []));
			expect(marked.filter((row) => !told.has(row))).toEqual([]);
		},
	);
});
