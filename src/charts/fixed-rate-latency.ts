import { latencyChart } from './latency-chart.ts';

/** At the same rate, and at the same share of what each can do: which of the two makes the difference? */
export const fixedRateLatency = latencyChart({
	question: 'fixed-rate-latency',
	experiment: 'fixed-rate',
	title: 'Latency of a constant answer on one core',
	tells: 'framework',
	draws: (cell) => cell.load !== 'capacity' && cell.track === '1' && !cell.duplicate,
});
