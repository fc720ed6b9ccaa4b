import { estimateChart } from './estimate-chart.ts';
import { spreadFinding } from './spread-finding.ts';
import { whoWorked } from './who-worked.ts';

/** And what does PostgreSQL spend on the same page? */
export const aggregateDatabaseCpu = estimateChart({
	question: 'aggregate-database-cpu',
	experiment: 'aggregate',
	title: 'CPU time of PostgreSQL for one page out of five queries',
	metric: 'databaseCpuMsPerRequest',
	load: 'parallel-100',
	track: '1',
	axis: 'of CPU per page, all of PostgreSQL',
	finding: (context) => {
		const spread = spreadFinding(
			context,
			'databaseCpuMsPerRequest',
			'CPU time of PostgreSQL per page',
		);
		return spread && [spread, whoWorked(context)].filter(Boolean).join(' ');
	},
});
