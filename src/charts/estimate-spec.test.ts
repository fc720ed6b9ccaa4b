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
