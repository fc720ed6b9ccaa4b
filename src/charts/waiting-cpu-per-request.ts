import { estimateChart } from './estimate-chart.ts';
import { tieFinding } from './tie-finding.ts';

/** What does a request cost that waits and computes nothing? */
export const waitingCpuPerRequest = estimateChart({
	question: 'waiting-cpu-per-request',
	experiment: 'waiting',
	title: 'CPU time of a request that waits 20 ms and computes nothing',
	tells: 'framework',
	metric: 'serverCpuMsPerRequest',
	load: 'rate-1000-u0',
	track: '1',
	axis: 'of CPU per request, whole server',
	finding: (context) => tieFinding(context, 'serverCpuMsPerRequest', 'CPU time per request'),
});
