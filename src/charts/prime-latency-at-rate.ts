import { latencyChart } from './latency-chart.ts';

/** At the same fixed rate, how long did answers take? */
export const primeLatencyAtRate = latencyChart({
	question: 'prime-latency-at-rate',
	experiment: 'prime',
	title: 'Latency at a fixed rate on one core',
	draws: (cell) => cell.loadDefinition.kind === 'open' && cell.track === '1' && !cell.duplicate,
});
