import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { CellSchema, type Cell } from '../core/schemas/cell.ts';
import { subjectOf } from '../core/selection/find-cell.ts';
import { languageOf } from '../site/data/languages.ts';
import type { Chart } from './chart.ts';
import { cellsOfExperiment, internalsOfExperiment } from './experiment-samples.ts';
import { charts } from './index.ts';
import { layouts, type Layout } from './layout.ts';
import { render } from './render.ts';
import { sampleCells, sampleContext, withoutInterval } from './samples.ts';
import { textWidth } from './text-width.ts';
import { MIN_FONT_SIZE } from './theme.ts';

const schema = createRequire(import.meta.url)('vega-lite/vega-lite-schema.json') as object;
// The schema is draft 7 with formats of its own; its keywords are Ajv's, its formats are not checked.
const ajv = new Ajv({ strict: false, validateFormats: false, allowUnionTypes: true });
const isVegaLite = ajv.compile(schema);

const words = { id: 'c', title: 'A & B', description: 'less < more' };
const cases = [...charts.values()].flatMap((chart) =>
	Object.values(layouts).map((layout) => ({ chart, layout, name: chart.question })),
);

/** A made-up run of the chart's experiment. */
function cellsFor(chart: Chart): Cell[] {
	return chart.experiment === 'prime' ? sampleCells() : cellsOfExperiment(chart.experiment);
}

function contextFor(chart: Chart, cells: readonly Cell[]) {
	return { ...sampleContext(chart, cells), internals: internalsOfExperiment(chart.experiment) };
}

it.each([...charts.values()])('$question draws from valid cells', (chart) => {
	for (const cell of cellsFor(chart)) expect(CellSchema.parse(cell)).toEqual(cell);
});

describe.each(cases)('$name, $layout.width', ({ chart, layout }) => {
	const context = contextFor(chart, cellsFor(chart));
	const rows = chart.rows(context);

	it('is a valid Vega-Lite spec', () => {
		const spec = { ...chart.spec(layout, rows), datasets: { rows } };
		expect(isVegaLite(spec), JSON.stringify(isVegaLite.errors?.slice(0, 3))).toBe(true);
	});

	it('has exactly the width of its layout, so that its text is as large as it says', async () => {
		const picture = await render(chart.spec(layout, rows), rows, words);
		expect(picture.width).toBe(layout.total);
	});

	it('has no text smaller than the width at which it is shown allows', async () => {
		const { svg } = await render(chart.spec(layout, rows), rows, words);
		const sizes = [...svg.matchAll(/font-size="([\d.]+)px"/g)].map(([, size]) => Number(size));
		const named = new Set(rows.map((row) => `${row.name} ${row.detail}`));
		expect(sizes.length).toBeGreaterThan(named.size);
		expect(Math.min(...sizes)).toBeGreaterThanOrEqual(MIN_FONT_SIZE);
	});

	it('leaves names and figures room beside each other', () => {
		for (const row of rows) expect(freePixels(row, layout), row.id).toBeGreaterThan(0);
	});

	it('names every colour by a token of the page, so that light and dark need one picture', async () => {
		const { svg } = await render(chart.spec(layout, rows), rows, words);
		const paints = [...svg.matchAll(/(?:fill|stroke)="([^"]+)"/g)].map(([, paint]) => paint);
		const literal = paints.filter((paint) => !/^(var\(--|none$|transparent$)/.test(paint ?? ''));
		expect(literal).toEqual([]);
	});

	it('is one image with a name and a description, escaped', async () => {
		const { svg } = await render(chart.spec(layout, rows), rows, words);
		expect(svg).toMatch(
			/^<svg [^>]*role="img" aria-labelledby="c-title" aria-describedby="c-description"/,
		);
		expect(svg.match(/ role=/g)).toHaveLength(1);
		expect(svg).toContain('<title id="c-title">A &amp; B</title>');
		expect(svg).toContain('<desc id="c-description">less &lt; more</desc>');
	});

	it('draws a quick run, which has no intervals, and a run that has next to nothing', async () => {
		const drawn = cellsFor(chart).filter(chart.draws);
		for (const few of [cellsFor(chart).map(withoutInterval), ofTwoSubjects(drawn)]) {
			const short = contextFor(chart, few);
			const shortRows = chart.rows(short);
			const { svg } = await render(chart.spec(layout, shortRows), shortRows, words);
			const [first] = shortRows.filter((row) => row.language !== undefined);
			expect(svg).toContain(first?.name ?? 'a first line');
		}
	});
});

it.each([...charts.values()])(
	'$question marks the figures whose gate failed, and no others',
	async (chart) => {
		const gates = [{ gate: 'quiet-machine', pass: false, reason: 'Somebody else was at work.' }];
		const isRust = ({ implementation }: Cell) => languageOf(implementation) === 'rust';
		const drawn = cellsFor(chart).filter(chart.draws);
		// Not all have a server in Rust.
		const isGo = ({ implementation }: Cell) => languageOf(implementation) === 'go';
		const [name, fails] = drawn.some(isRust) ? ['Rust', isRust] : ['Go', isGo];
		const cells = cellsFor(chart).map((cell) => (fails(cell) ? { ...cell, gates } : cell));
		const rows = chart.rows(contextFor(chart, cells));
		const { svg } = await render(chart.spec(layouts.narrow, rows), rows, words);
		expect(svg.match(/×/g)).toHaveLength(rows.filter((row) => row.name === name).length);
	},
);

it('keeps the experiment’s order, a twin behind its original, whatever order the files have', () => {
	const chart = charts.get('prime-cpu-per-request');
	if (chart === undefined) throw new Error('no chart');
	const reversed = sampleContext(chart, sampleCells().toReversed());
	expect(reversed.cells.map(({ id }) => id)).toEqual(
		sampleContext(chart).cells.map(({ id }) => id),
	);
});

it.each([...charts.values()])('$question has no finding before anything is measured', (chart) => {
	expect(chart.finding(sampleContext(chart, []))).toBeUndefined();
});

it.each([...charts.values()])('$question tabulates every subject it draws', (chart) => {
	const context = contextFor(chart, cellsFor(chart));
	const { columns, rows } = chart.table(context);
	const named = new Set(rows.map(([subject]) => subject?.replace(/, again$/, '')));
	expect(named).toEqual(
		new Set(context.cells.map((cell) => context.labelOf(subjectOf(cell)).full)),
	);
	for (const row of rows) expect(row).toHaveLength(columns.length);
});

function ofTwoSubjects(cells: readonly Cell[]): Cell[] {
	const two = [...new Set(cells.map(subjectOf))].slice(0, 2);
	return cells.filter((cell) => two.includes(subjectOf(cell)));
}

/** Between name and figure in the narrow picture; between name and plot in the wide one. */
function freePixels(row: { name: string; detail: string; text: string }, layout: Layout): number {
	const name = 14 + textWidth(`${row.name} ${row.detail}`, layout.fontSize);
	if (layout.width === 'wide') return row.detail === '' ? 1 : layout.left - name;
	return layout.total - name - textWidth(row.text, layout.fontSize) - layout.left;
}
