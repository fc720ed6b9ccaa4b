import { latencyChart } from './latency-chart.ts';

/** Does a client notice how requests share state that each of them touches once? */
export const sharedStateLatency = latencyChart({
	question: 'shared-state-latency',
	experiment: 'shared-state',
	title: 'Latency of requests that operate once, at 1,500 a second on one core',
	tells: 'sharing',
	draws: (cell) => cell.load === 'ordinary' && cell.track === '1' && !cell.duplicate,
});
