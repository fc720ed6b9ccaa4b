import { estimateChart } from './estimate-chart.ts';
import { spreadFinding } from './spread-finding.ts';
import { whoWorked } from './who-worked.ts';

/** What does the server spend on a page out of five queries? */
export const aggregateCpuPerRequest = estimateChart({
	question: 'aggregate-cpu-per-request',
	experiment: 'aggregate',
	title: 'CPU time of the server for one page out of five queries',
	metric: 'serverCpuMsPerRequest',
	load: 'parallel-100',
	track: '1',
	axis: 'of CPU per page, whole server',
	finding: (context) => {
		const spread = spreadFinding(
			context,
			'serverCpuMsPerRequest',
			'CPU time of the server per page',
		);
		return spread && [spread, whoWorked(context)].filter(Boolean).join(' ');
	},
});
