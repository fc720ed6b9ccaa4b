import { latencyChart } from './latency-chart.ts';

/** Does a request of the mix wait less with more connections to the database? */
export const poolSizeLatency = latencyChart({
	question: 'pool-size-latency',
	experiment: 'pool-size',
	title:
		'Latency of the mix at 500 requests a second, by connections to the database (single has 8)',
	draws: (cell) => cell.load === 'rate-500' && cell.track === '1' && !cell.duplicate,
});

/** And a write, which waits for the disk while it holds one? */
export const poolSizeWrites = latencyChart({
	question: 'pool-size-writes',
	experiment: 'pool-size',
	title: 'Latency of 200 writes a second, by connections to the database (single has 8)',
	draws: (cell) => cell.load === 'rate-writes' && cell.track === '1' && !cell.duplicate,
});
