import { estimateChart } from './estimate-chart.ts';
import { spreadFinding } from './spread-finding.ts';

/** What does a request cost the server when most are hits? */
export const cachingCpu = estimateChart({
	question: 'caching-cpu',
	experiment: 'caching',
	title: 'CPU time of a request to a cache, by server and by how many documents it holds',
	metric: 'serverCpuMsPerRequest',
	load: 'rate-1000',
	track: '1',
	axis: 'of CPU per request, whole server',
	finding: (context) => spreadFinding(context, 'serverCpuMsPerRequest', 'CPU time per request'),
});

/** And when every one asks the origin? */
export const cachingMissCpu = estimateChart({
	question: 'caching-miss-cpu',
	experiment: 'caching',
	title: 'CPU time of a request that may not be answered from the cache',
	metric: 'serverCpuMsPerRequest',
	load: 'rate-1000-no-store',
	track: '1',
	axis: 'of CPU per request, whole server',
	finding: (context) => spreadFinding(context, 'serverCpuMsPerRequest', 'CPU time per request'),
});
