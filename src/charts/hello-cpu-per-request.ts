import { estimateChart } from './estimate-chart.ts';
import { spreadFinding } from './spread-finding.ts';

/** What do the framework and HTTP alone cost a request? */
export const helloCpuPerRequest = estimateChart({
	question: 'hello-cpu-per-request',
	experiment: 'hello',
	title: 'CPU time of one constant answer, on one core',
	tells: 'framework',
	metric: 'serverCpuMsPerRequest',
	load: 'capacity',
	track: '1',
	axis: 'of CPU per request, whole server',
	finding: (context) => spreadFinding(context, 'serverCpuMsPerRequest', 'CPU time per request'),
});
