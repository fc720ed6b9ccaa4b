import { estimateChart } from './estimate-chart.ts';
import { spreadFinding } from './spread-finding.ts';

/** What does PostgreSQL pay for more connections, where all of them are in use? */
export const poolSizeDatabaseCpu = estimateChart({
	question: 'pool-size-database-cpu',
	experiment: 'pool-size',
	title:
		'CPU time of PostgreSQL for one request of the mix, 200 users, by connections to the database (single has 8)',
	metric: 'databaseCpuMsPerRequest',
	load: 'users-200',
	track: '1',
	axis: 'of CPU per request, all of PostgreSQL',
	finding: (context) =>
		spreadFinding(context, 'databaseCpuMsPerRequest', 'CPU time of PostgreSQL per request'),
});
