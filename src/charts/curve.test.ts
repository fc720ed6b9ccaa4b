import { describe, expect, it } from 'vitest';
import type { Cell } from '../core/schemas/cell.ts';
import type { ChartContext } from './chart.ts';
import { curveChart } from './curve-chart.ts';
import { curveFrame, type CurveAxes } from './curve-frame.ts';
import { endLabels, labelRoom, legendLabels, linesOf, LABEL_STEP } from './curve-labels.ts';
import type { CurveRow } from './curve-rows.ts';
import { curveSpec } from './curve-spec.ts';
import { layouts } from './layout.ts';
import { render } from './render.ts';
import { sampleContext, scatteredCell } from './samples.ts';
import { spreadLabels } from './spread-labels.ts';
import { textWidth } from './text-width.ts';
import { MIN_FONT_SIZE } from './theme.ts';

const words = { id: 'c', title: 't', description: 'd' };
const axes: CurveAxes = {
	x: { title: 'connections', scale: 'log' },
	y: { title: 'ms', scale: 'linear' },
};

describe.each(Object.values(layouts))('a curve, $width', (layout) => {
	it('has the width of its layout and no small text, whatever its axes', async () => {
		for (const scale of ['linear', 'log'] as const) {
			const drawn = { ...axes, x: { title: 'x', scale }, y: { title: 'y', scale } };
			const picture = await render(curveSpec(layout, sevenLines, drawn), sevenLines, words);
			expect(picture.width).toBe(layout.total);
			const sizes = [...picture.svg.matchAll(/font-size="([\d.]+)px"/g)].map(([, size]) => size);
			expect(Math.min(...sizes.map(Number))).toBe(MIN_FONT_SIZE);
		}
	});

	it('names every line once, in the experiment’s order', async () => {
		const { svg } = await render(curveSpec(layout, sevenLines, axes), sevenLines, words);
		const texts = [...svg.matchAll(/>([^<>]+)<\/text>/g)].map(([, text]) => text);
		const details = linesOf(sevenLines).map(({ detail }) => detail);
		expect(texts.filter((text) => details.includes(text ?? ''))).toEqual(details);
		const names = linesOf(sevenLines).map(({ name }) => name);
		expect(texts.filter((text) => names.includes(text ?? ''))).toEqual(names);
	});

	it('crosses the points whose gate failed, and no others', async () => {
		const rows = sevenLines.map((row, index) => ({ ...row, failedGate: index % 5 === 0 }));
		const { svg } = await render(curveSpec(layout, rows, axes), rows, words);
		expect(svg.match(/×/g)).toHaveLength(rows.filter((row) => row.failedGate).length);
	});

	it('breaks a line where a point was not measured', async () => {
		const rows = chart.rows(contextOf(withoutFigure('load-2')));
		const { svg } = await render(curveSpec(layout, rows, axes), rows, words);
		const lines = [...svg.matchAll(/d="([^"]+)"[^>]*stroke-width="2"/g)].map(([, path]) => path);
		const drawnFrom = lines.filter((path) => path?.includes('L'));
		// Of four points the second is missing: one alone, and two that a line joins.
		expect(drawnFrom).toHaveLength(1);
		expect(drawnFrom[0]?.match(/L/g)).toHaveLength(1);
	});

	it('names a line of which nothing was measured, and says why', async () => {
		const rows = sevenLines.map((row) =>
			row.name === 'Go' ? { ...withoutValue(row), text: 'failed' } : row,
		);
		const { svg } = await render(curveSpec(layout, rows, axes), rows, words);
		expect(svg).toContain('>single, failed</text>');
	});

	it('draws what lies beyond a limit apart, and a level to compare with, in words', async () => {
		const drawn: CurveAxes = {
			...axes,
			reference: { value: 1, words: 'as in place' },
			beyond: { at: 500, words: ['the queue', 'grows'] },
		};
		const { svg } = await render(curveSpec(layout, sevenLines, drawn), sevenLines, words);
		for (const text of ['as in place', 'the queue', 'grows']) expect(svg).toContain(`>${text}<`);
	});

	it('draws one point, and next to nothing', async () => {
		for (const rows of [sevenLines.slice(0, 1), sevenLines.map(withoutValue)]) {
			const { width } = await render(curveSpec(layout, rows, axes), rows, words);
			expect(width).toBe(layout.total);
		}
	});
});

describe('names of lines', () => {
	const lines = linesOf(sevenLines);

	it('stand beside the end of each line without touching, within the picture', () => {
		const layout = layouts.wide;
		const together = sevenLines.map((row) => ({ ...row, value: 3 }));
		const frame = curveFrame(layout, together, axes, labelRoom(lines, layout));
		const labels = endLabels(lines, together, frame, layout);
		expect(labels).toHaveLength(7);
		const places = labels.map(({ py }) => py).sort((a, b) => a - b);
		for (const [index, place] of places.entries()) {
			expect(place).toBeGreaterThanOrEqual(0);
			expect(place).toBeLessThanOrEqual(frame.height);
			if (index > 0) expect(place - (places[index - 1] ?? 0)).toBeGreaterThanOrEqual(LABEL_STEP);
		}
		for (const label of labels) {
			expect(frame.left + label.detailX + textWidth(label.detail, 13)).toBeLessThan(layout.total);
		}
	});

	it('stand in rows above the narrow plot, none over another or over the edge', () => {
		const layout = layouts.narrow;
		const frame = curveFrame(layout, sevenLines, axes, labelRoom(lines, layout));
		const labels = legendLabels(lines, frame, layout, -30);
		for (const [index, label] of labels.entries()) {
			const end = label.detailX + textWidth(label.detail, layout.fontSize);
			expect(frame.left + end).toBeLessThanOrEqual(layout.total);
			const next = labels[index + 1];
			if (next?.py === label.py) expect(next.px).toBeGreaterThan(end);
		}
		expect(Math.max(...labels.map(({ py }) => py))).toBe(-30);
	});

	it('count the lines of a language, so that the second is hollow', () => {
		expect(lines.map(({ language, nth }) => `${language} ${nth}`)).toEqual([
			...['node 0', 'node 1', 'node 2', 'go 0', 'rust 0', 'rust 1', 'rust 2'],
		]);
	});
});

describe('spreading labels', () => {
	it('leaves alone what does not touch', () => {
		expect(spreadLabels([100, 10, 50], 18, [0, 200])).toEqual([100, 10, 50]);
	});

	it('moves what touches apart by the least, evenly', () => {
		expect(spreadLabels([50, 52], 18, [0, 200])).toEqual([42, 60]);
		expect(spreadLabels([52, 50], 18, [0, 200])).toEqual([60, 42]);
	});

	it('keeps all within the plot, in their order', () => {
		expect(spreadLabels([0, 1, 2], 18, [0, 200])).toEqual([0, 18, 36]);
		expect(spreadLabels([200, 199, 185], 18, [0, 200])).toEqual([200, 182, 164]);
	});

	it('carries a block on to the next that it meets', () => {
		const places = spreadLabels([50, 50, 70, 88, 150], 18, [0, 200]);
		expect(places[4]).toBe(150);
		for (const [index, place] of places.slice(1, 4).entries()) {
			expect(place - (places[index] ?? 0)).toBeCloseTo(18);
		}
	});
});

describe('axes', () => {
	const frame = (rows: readonly CurveRow[], drawn = axes) =>
		curveFrame(layouts.wide, rows, drawn, 100);

	it('mark the measured places across, and start at zero upwards', () => {
		const { x, y } = frame(sevenLines);
		expect(x.ticks).toEqual([10, 100, 1000, 10000]);
		expect(y.domain[0]).toBe(0);
		expect(y.domain[1]).toBeGreaterThanOrEqual(Math.max(...sevenLines.map((row) => row.value)));
	});

	it('enclose figures and intervals in a logarithm, and keep to powers of ten where there are many', () => {
		const log: CurveAxes = { ...axes, y: { title: 'ms', scale: 'log' } };
		const spread = sevenLines.map((row, index) => ({ ...row, value: 10 ** (index % 5) }));
		const { y } = frame(spread, log);
		expect(y.ticks).toEqual([1, 10, 100, 1000, 10000]);
		expect(y.pixel(1)).toBeGreaterThan(y.pixel(10));
		const values = [0.8, 1, 1.2, 1.5, 2, 3, 5, 8];
		expect(frame(spread, { ...log, y: { ...log.y, values } }).y.ticks).toEqual(values);
	});

	it('has no place for zero in a logarithm', async () => {
		const log: CurveAxes = { ...axes, y: { title: 'ms', scale: 'log' } };
		const rows = sevenLines.map((row, index) => (index === 1 ? { ...row, value: 0 } : row));
		const { svg } = await render(curveSpec(layouts.wide, rows, log), rows, words);
		expect(svg).not.toMatch(/NaN|Infinity/);
	});
});

it('tabulates what was measured from one end of the line to the other, and says why the rest was not', () => {
	const { columns, rows } = chart.table(contextOf(withoutFigure('load-2').toReversed()));
	expect(columns).toEqual(['Subject', 'Connections', 'ms', 'Interval', 'Gates']);
	expect(rows.map(([, at, figure]) => [at, figure])).toEqual([
		['10', '2.00'],
		['100', 'not measured'],
		['1000', '2.00'],
		['10000', '2.00'],
	]);
});

const chart = curveChart({
	question: 'q',
	experiment: 'prime',
	title: 't',
	metric: 'latencyMsP50',
	draws: () => true,
	at: (cell) => 10 ** Number(cell.load.slice('load-'.length)),
	figure: (cell) =>
		cell.status === 'failed' || cell.summary.latencyMsP50 === undefined
			? undefined
			: { value: cell.summary.latencyMsP50.median },
	words: String,
	axes,
	table: { at: 'Connections', figure: 'ms', atWords: String },
	finding: () => undefined,
});

function withoutFigure(load: string): Cell[] {
	return [1, 2, 3, 4].map((rung) => {
		const cell = scatteredCell('go/net-http:single', { latencyMsP50: 2 }, { load: `load-${rung}` });
		return cell.load === load ? { ...cell, summary: {} } : cell;
	});
}

function contextOf(cells: Cell[]): ChartContext {
	return sampleContext(chart, cells);
}

const sevenLines = (
	[
		['node', 'Node.js', 'single'],
		['node', 'Node.js', 'pool'],
		['node', 'Node.js', 'cluster'],
		['go', 'Go', 'single'],
		['rust', 'Rust', 'inline'],
		['rust', 'Rust', 'spawn blocking'],
		['rust', 'Rust', 'thread per core'],
	] as const
).flatMap(([language, name, detail], line) =>
	[10, 100, 1000, 10000].map((at, index) => ({
		...{ id: `${detail} ${name} ${at}`, name, detail, language, text: '1', twin: false },
		...{ failedGate: false, line: `${name} ${detail}`, at, stretch: 0 },
		...{ value: line + index + 1, low: line + index + 0.8, high: line + index + 1.2 },
	})),
);

function withoutValue(row: (typeof sevenLines)[number]): CurveRow {
	const { value: _value, low: _low, high: _high, ...rest } = row;
	return rest;
}
