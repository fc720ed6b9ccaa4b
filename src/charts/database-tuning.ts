import { estimateChart } from './estimate-chart.ts';
import { spreadFinding } from './spread-finding.ts';
import { timesOfLoad } from './times-of-load.ts';
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

/** And where the server asks a query for each line of the page in place of one with a join (N+1)? */
export const tuningNPlusOneServer = byMetric(
	'tuning-n-plus-one-server',
	'n-plus-one',
	'serverCpuMsPerRequest',
	'CPU time of the server for one page, with a query for each of its lines (N+1)',
);

/** And what does the database spend on that? */
export const tuningNPlusOneDatabase = byMetric(
	'tuning-n-plus-one-database',
	'n-plus-one',
	'databaseCpuMsPerRequest',
	'CPU time of PostgreSQL for one page, with a query for each of its lines (N+1)',
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
			const times = load === 'indexed' ? undefined : timesOfLoad(context, metric, 'indexed');
			const beside = times && `Beside the page with every index and join it is ${times}.`;
			return spread && [spread, beside, whoWorked(context)].filter(Boolean).join(' ');
		},
	});
}
