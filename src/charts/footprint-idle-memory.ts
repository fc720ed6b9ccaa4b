import { estimateChart } from './estimate-chart.ts';
import { spreadFinding } from './spread-finding.ts';

/** What does a server hold that nobody asks? */
export const footprintIdleMemory = estimateChart({
	question: 'footprint-idle-memory',
	experiment: 'footprint',
	title: 'Memory of the whole server before its first request',
	tells: 'framework',
	metric: 'idleRssBytes',
	load: 'idle',
	track: '1',
	axis: 'resident, all processes',
	finding: (context) => spreadFinding(context, 'idleRssBytes', 'idle memory'),
});
