import type { ChartContext } from './chart.ts';
import { latencyChart } from './latency-chart.ts';
import { programChart, programsOf } from './program-chart.ts';
import { spreadFinding } from './spread-finding.ts';
import { span } from './words.ts';

/** Which program of a system spends the CPU time of a request? */
export const hybridPrograms = programChart({
	question: 'hybrid-programs',
	experiment: 'hybrid',
	title: 'CPU time of one request by program, 500 requests a second through a gateway',
	load: 'rate-500',
	finding,
});

/** And of a request that a cache has the answer to? */
export const hybridCachedPrograms = programChart({
	question: 'hybrid-cached-programs',
	experiment: 'hybrid',
	title: 'CPU time of one cached request by program, 500 requests a second through a gateway',
	load: 'cached-500',
	finding,
});

/** And how long does a request take from end to end? */
export const hybridLatency = latencyChart({
	question: 'hybrid-latency',
	experiment: 'hybrid',
	title: 'Latency from end to end, 500 requests a second through a gateway',
	draws: (cell) => cell.load === 'rate-500' && cell.track === '1' && !cell.duplicate,
});

function finding(context: ChartContext): string | undefined {
	const spread = spreadFinding(context, 'serverCpuMsPerRequest', 'CPU time of the whole system');
	return spread && [spread, shareOfFronts(context)].filter(Boolean).join(' ');
}

function shareOfFronts({ cells }: Pick<ChartContext, 'cells'>): string | undefined {
	const shares = cells.flatMap((cell) => {
		const programs = programsOf(cell) ?? [];
		const [front] = programs.filter(([name]) => name === 'front');
		const sum = programs.reduce((total, [, cpuMs]) => total + cpuMs, 0);
		return front ? [(100 * front[1]) / sum] : [];
	});
	return shares.length === 0 ? undefined : `The front takes ${span(shares)} % of it.`;
}
