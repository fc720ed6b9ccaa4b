import { estimateChart } from './estimate-chart.ts';
import { spreadFinding } from './spread-finding.ts';

/** At one rate for all, because a server that is asked more keeps more in its heap. */
export const storeMemory = estimateChart({
	question: 'store-memory',
	experiment: 'store',
	title: 'Memory of the whole server at 2,000 requests a second',
	tells: 'framework',
	metric: 'serverRssBytesMax',
	load: 'rate-2000',
	track: '1',
	axis: 'resident at most, all processes',
	finding: (context) => spreadFinding(context, 'serverRssBytesMax', 'resident memory'),
});
