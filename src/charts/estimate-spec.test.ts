import { expect, it } from 'vitest';
import { charts } from './index.ts';
import { layouts } from './layout.ts';
import { render } from './render.ts';
import { sampleContext } from './samples.ts';

const words = { id: 'c', title: 't', description: 'd' };

it('ends the last number of the axis where the picture ends on a phone', async () => {
	const chart = charts.get('prime-cpu-per-request');
	if (chart === undefined) throw new Error('There is a chart of CPU time.');
	const rows = chart
		.rows(sampleContext(chart))
		.map((row) => ({ ...row, value: 118, low: 117, high: 119 }));
	const { svg } = await render(chart.spec(layouts.narrow, rows), rows, words);
	expect(svg).toMatch(/<text text-anchor="end"[^>]*>120<\/text>/);
});

it.each([
	{ says: 'begins where the plot does', end: 20, anchor: 'start' },
	{ says: 'ends where the band does', end: 100, anchor: 'end' },
])('a label of a tie $says, where that is at $end of 100', async ({ end, anchor }) => {
	const chart = charts.get('prime-cpu-per-request');
	if (chart === undefined) throw new Error('There is a chart of CPU time.');
	const rows = chart.rows(sampleContext(chart)).map((row, index) => {
		const value = index < 2 ? end : 100;
		return { ...row, value, low: value - 1, high: value, tied: index < 2 };
	});
	const { svg } = await render(chart.spec(layouts.narrow, rows), rows, words);
	expect(svg).toMatch(
		new RegExp(`<text text-anchor="${anchor}"[^>]*>no difference detected</text>`),
	);
});
