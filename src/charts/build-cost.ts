import { estimateChart } from './estimate-chart.ts';
import { spreadFinding } from './spread-finding.ts';

const place = { experiment: 'build-cost', tells: 'framework', load: 'build', track: '1' } as const;

/** How long from nothing but source and downloads? */
export const buildCostClean = estimateChart({
	...place,
	question: 'build-cost-clean',
	title: 'A build from nothing on one core, downloads excluded',
	metric: 'buildSecondsClean',
	axis: 'on one core',
	finding: (context) => spreadFinding(context, 'buildSecondsClean', 'a build from nothing'),
});

/** And after one more line? Node.js compiles nothing before it runs. */
export const buildCostIncremental = estimateChart({
	...place,
	question: 'build-cost-incremental',
	title: 'The next build on one core, after one more line',
	metric: 'buildSecondsIncremental',
	axis: 'on one core',
	finding: (context) => spreadFinding(context, 'buildSecondsIncremental', 'the next build'),
});
