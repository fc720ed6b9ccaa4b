import { estimateChart } from './estimate-chart.ts';
import { spreadFinding } from './spread-finding.ts';
import { whoWorked } from './who-worked.ts';

/** What does a page cost the server, by language and with or without a pool? */
export const tuningServerCpu = byMetric(
	'tuning-server-cpu',
	'indexed',
	'serverCpuMsPerRequest',
	'CPU time of the server for one page, every index there',
);

/** And the database? */
export const tuningDatabaseCpu = byMetric(
	'tuning-database-cpu',
	'indexed',
	'databaseCpuMsPerRequest',
	'CPU time of PostgreSQL for one page, every index there',
);

/** And where it has to read all orders to find those of one customer? */
export const tuningMissingIndex = byMetric(
	'tuning-missing-index',
	'missing-index',
	'databaseCpuMsPerRequest',
	'CPU time of PostgreSQL for one page, without the index on the customer of an order',
);

function byMetric(
	question: string,
	load: string,
	metric: 'serverCpuMsPerRequest' | 'databaseCpuMsPerRequest',
	title: string,
) {
	const whose = metric === 'serverCpuMsPerRequest' ? 'whole server' : 'all of PostgreSQL';
	return estimateChart({
		question,
		experiment: 'database-tuning',
		title,
		metric,
		load,
		track: '1',
		axis: `of CPU per page, ${whose}`,
		finding: (context) => {
			const spread = spreadFinding(context, metric, `CPU time per page, ${whose},`);
			return spread && [spread, whoWorked(context)].filter(Boolean).join(' ');
		},
	});
}
