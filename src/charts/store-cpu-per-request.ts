import { estimateChart } from './estimate-chart.ts';
import { spreadFinding } from './spread-finding.ts';

/** What does a request of a small API cost, its JSON, routing and shared state included? */
export const storeCpuPerRequest = estimateChart({
	question: 'store-cpu-per-request',
	experiment: 'store',
	title: 'CPU time of one request of a small API, on one core',
	tells: 'framework',
	metric: 'serverCpuMsPerRequest',
	load: 'capacity-mix',
	track: '1',
	axis: 'of CPU per request, whole server',
	finding: (context) => spreadFinding(context, 'serverCpuMsPerRequest', 'CPU time per request'),
});
