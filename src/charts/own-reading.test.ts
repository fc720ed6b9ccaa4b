import { describe, expect, it } from 'vitest';
import { placeOn, readAxis } from '../site/own-marks/axis.ts';
import { cellsOfExperiment } from './experiment-samples.ts';
import { charts } from './index.ts';
import { layouts } from './layout.ts';
import { ownChart } from './own-reading.ts';
import { render } from './render.ts';
import { sampleCells, sampleContext } from './samples.ts';

const MARK =
	/<path data-row="(\d+)"[^>]*? (?:transform="translate\(|d="M)([\d.]+),([\d.]+)(?:h([\d.]+)v|\))/g;

function drawn(question: string) {
	const chart = charts.get(question);
	if (chart === undefined) throw new Error('no chart');
	const cells = chart.experiment === 'prime' ? sampleCells() : cellsOfExperiment(chart.experiment);
	const context = sampleContext(chart, cells);
	const rows = chart.rows(context);
	return { chart, context, rows, own: ownChart(chart, context, rows) };
}

it.each([
	['prime-cpu-per-request', 'serverCpuMsPerRequest', 'ms'],
	['prime-latency-at-rate', 'p50', 'ms'],
	['load-vs-latency', 'p50', 'ms'],
	['load-vs-latency-p99', 'p99', 'ms'],
])('finds what %s shows', (question, of, unit) => {
	const { isDrawn, reading } = drawn(question).own;
	expect({ isDrawn, of: reading.of, unit: reading.unit }).toEqual({ isDrawn: true, of, unit });
});

it('draws nothing where no one figure of a cell is what the chart shows', () => {
	const { chart, context, rows } = drawn('prime-cpu-per-request');
	const other = rows.map((row, index) => ({ ...row, value: index + 0.123 }));
	expect(ownChart(chart, context, other).isDrawn).toBe(false);
});

describe.each([...charts.keys()])('where %s is drawn', (question) => {
	const { chart, rows, own } = drawn(question);

	it.runIf(own.isDrawn).each(Object.values(layouts))(
		'its axis is where its marks are, $width',
		async (layout) => {
			const words = { id: 'c', title: 't', description: 'd' };
			const { svg } = await render(chart.spec(layout, rows), rows, words);
			const axis = readAxis(/ data-axis="([^"]+)"/.exec(svg)?.[1]);
			if (axis === undefined) throw new Error('no axis');
			const [, left, top] = /<g [^>]*transform="translate\(([\d.]+),([\d.]+)\)"/.exec(svg) ?? [];
			const points = /class="[^"]*points_marks"[^>]*>(.*?)<\/g>/.exec(svg)?.[1] ?? '';
			const marks = [...points.matchAll(MARK)];
			expect(marks.length).toBeGreaterThan(0);
			for (const [, row, x, y, width] of marks) {
				const value = rows[Number(row)]?.value;
				// A tick is told by its corner, any other mark by its middle.
				const across = Number(x) + Number(left) + (width === undefined ? 0 : Number(width) / 2);
				const at = axis.along === 'x' ? across : Number(y) + Number(top);
				expect(Math.abs(placeOn(axis, value ?? NaN).pixel - at)).toBeLessThan(1);
			}
			expect(own.cells).toHaveLength(rows.length);
		},
	);
});
