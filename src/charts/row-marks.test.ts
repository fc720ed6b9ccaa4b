import { describe, expect, it } from 'vitest';
import { cellsOfExperiment } from './experiment-samples.ts';
import { charts } from './index.ts';
import { layouts } from './layout.ts';
import { render } from './render.ts';
import { seriesOf } from './row-marks.ts';
import { sampleCells, sampleContext } from './samples.ts';

const all = [...charts.values()];
const words = { id: 'c', title: 't', description: 'd' };

function drawn(question: string) {
	const chart = charts.get(question);
	if (chart === undefined) throw new Error('no chart');
	const cells = chart.experiment === 'prime' ? sampleCells() : cellsOfExperiment(chart.experiment);
	const context = sampleContext(chart, cells);
	const rows = chart.rows(context);
	return { chart, context, rows };
}

describe.each(all)('the marks of $question', ({ question }) => {
	const { chart, context, rows } = drawn(question);

	it.each(Object.values(layouts))('say whose they are, $width', async (layout) => {
		const { svg } = await render(chart.spec(layout, rows), rows, words);
		const points = /class="[^"]*points_marks"[^>]*>(.*?)<\/g>/.exec(svg)?.[1] ?? '';
		const marked = [...points.matchAll(/data-row="(\d+)"/g)].map(([, row]) => Number(row));
		const measured = rows.flatMap(({ value }, index) => (value === undefined ? [] : [index]));
		expect(marked.toSorted((a, b) => a - b)).toEqual(measured);
		// And a name for each subject, which selects it.
		const named = [...svg.matchAll(/<text [^>]*data-series="(\d+)"/g)].map(([, one]) =>
			Number(one),
		);
		const series = seriesOf(rows).filter((one) => one !== undefined);
		expect(new Set(named)).toEqual(new Set(series));
		expect(svg).not.toContain('aria-label=');
	});

	it('have a row of the table each, which says what they are', () => {
		const { ids = [], rows: lines } = chart.table(context);
		expect(ids).toHaveLength(lines.length);
		const without = rows.filter(({ id, language }) => language && !ids.includes(id));
		expect(without).toEqual([]);
	});
});

it('are of one subject where a subject is drawn several times, and of none in a heading', () => {
	const { rows } = drawn('prime-latency-at-rate');
	const series = seriesOf(rows);
	expect(series[0]).toBeUndefined();
	const names = rows.flatMap(({ name, detail }, index) =>
		series[index] === 1 ? [`${name} ${detail}`] : [],
	);
	expect(names).toHaveLength(2);
	expect(new Set(names).size).toBe(1);
});

it('keep their rows apart whatever the ids contain', async () => {
	const { chart, rows } = drawn('prime-cpu-per-request');
	const strange = rows.map((row, index) => ({ ...row, id: `<&"'${index} data-row="9"` }));
	const { svg } = await render(chart.spec(layouts.wide, strange), strange, words);
	const marked = [...svg.matchAll(/ data-row="(\d+)" data-series/g)].map(([, row]) => row);
	expect(new Set(marked)).toEqual(new Set(rows.map((_, index) => String(index))));
	expect(svg).not.toContain('data-row="9"');
});
