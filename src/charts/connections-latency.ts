import { formatNumber } from '../core/format.ts';
import type { Chart, ChartContext } from './chart.ts';
import { connectionsOf } from './connections-rungs.ts';
import { curveChart } from './curve-chart.ts';
import { percentileOf } from './latency-rows.ts';
import { percentileReading } from './percentile-reading.ts';
import { span } from './words.ts';

/** At the same total rate, does half of the requests wait longer because more connections are open? */
export const connectionsMedian = latencyOver(50, 'connections-latency', 'Median latency');

/** And one in a hundred? */
export const connectionsTail = latencyOver(99, 'connections-latency-p99', 'p99 latency');

function latencyOver(percentile: 50 | 99, question: string, title: string): Chart {
	return curveChart({
		question,
		experiment: 'connections',
		title: `${title} by open connections, at 2,000 requests a second in all`,
		metric: percentile === 50 ? 'latencyMsP50' : 'latencyMsP99',
		tells: 'framework',
		draws: (cell) => cell.load.startsWith('open-') && cell.track === '1' && !cell.duplicate,
		at: connectionsOf,
		...percentileReading(percentile),
		axes: {
			x: { title: 'open connections', scale: 'log' },
			y: { title: `p${percentile}, ms from the intended start`, scale: 'linear' },
		},
		table: {
			at: 'Connections',
			figure: `p${percentile}, ms`,
			atWords: (connections) => formatNumber(connections),
		},
		finding: (context) => finding(context, percentile),
	});
}

/** The range over the subjects on each rung, and no rank: latency on a shared machine is not for ranking. */
function finding({ cells }: ChartContext, percentile: 50 | 99): string | undefined {
	const rungs = [...new Set(cells.map(connectionsOf))].sort((a, b) => a - b);
	const parts = rungs.flatMap((rung) => {
		const values = cells
			.filter((cell) => connectionsOf(cell) === rung)
			.flatMap((cell) => percentileOf(cell, percentile)?.valueMs ?? []);
		return values.length === 0 ? [] : [`${span(values)} ms with ${formatNumber(rung)} connections`];
	});
	return parts.length === 0 ? undefined : `p${percentile} is ${parts.join(', ')}.`;
}
