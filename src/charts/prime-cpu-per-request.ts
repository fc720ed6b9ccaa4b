import { estimateChart } from './estimate-chart.ts';
import { tieFinding } from './tie-finding.ts';

/** Per core, what does one request cost? CPU time is the steadiest figure of a shared machine. */
export const primeCpuPerRequest = estimateChart({
	question: 'prime-cpu-per-request',
	experiment: 'prime',
	title: 'CPU time of one request for the 20,000th prime',
	metric: 'serverCpuMsPerRequest',
	load: 'capacity-n20000',
	track: '1',
	axis: 'of CPU per request, whole server',
	finding: (context) => tieFinding(context, 'serverCpuMsPerRequest', 'CPU time per request'),
});
