import { estimateChart } from './estimate-chart.ts';
import { spreadFinding } from './spread-finding.ts';
import { whoWorked } from './who-worked.ts';

/** And what does PostgreSQL spend on the same request? */
export const crudDatabaseCpu = estimateChart({
	question: 'crud-database-cpu',
	experiment: 'crud',
	title: 'CPU time of PostgreSQL for one request of the mix, 100 users',
	metric: 'databaseCpuMsPerRequest',
	load: 'users-100',
	track: '1',
	axis: 'of CPU per request, all of PostgreSQL',
	finding: (context) => {
		const spread = spreadFinding(
			context,
			'databaseCpuMsPerRequest',
			'CPU time of PostgreSQL per request',
		);
		return spread && [spread, whoWorked(context)].filter(Boolean).join(' ');
	},
});
