import { latencyChart } from './latency-chart.ts';

/** And how much of that does someone who waits for the answer see? */
export const helloLatencyAtRate = latencyChart({
	question: 'hello-latency-at-rate',
	experiment: 'hello',
	title: 'Latency of a constant answer at a rate that all can carry, on one core',
	tells: 'framework',
	draws: (cell) => cell.load === 'rate-2000' && cell.track === '1' && !cell.duplicate,
});
