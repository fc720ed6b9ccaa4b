import { estimateChart } from './estimate-chart.ts';
import { spreadFinding } from './spread-finding.ts';
import { whoWorked } from './who-worked.ts';

/** What does the server itself spend on a request that asks a database? */
export const crudCpuPerRequest = estimateChart({
	question: 'crud-cpu-per-request',
	experiment: 'crud',
	title: 'CPU time of the server for one request of the mix, 100 users',
	metric: 'serverCpuMsPerRequest',
	load: 'users-100',
	track: '1',
	axis: 'of CPU per request, whole server',
	finding: (context) => {
		const spread = spreadFinding(
			context,
			'serverCpuMsPerRequest',
			'CPU time of the server per request',
		);
		return spread && [spread, whoWorked(context)].filter(Boolean).join(' ');
	},
});
