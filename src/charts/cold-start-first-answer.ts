import { estimateChart } from './estimate-chart.ts';
import { spreadFinding } from './spread-finding.ts';

/** How long from exec to the first right answer? */
export const coldStartFirstAnswer = estimateChart({
	question: 'cold-start-first-answer',
	experiment: 'cold-start',
	title: 'From start to the first answer, with the files in the page cache',
	tells: 'framework',
	metric: 'startMsToFirstAnswer',
	load: 'start',
	track: '1',
	axis: 'from exec to the first answer',
	finding: (context) =>
		spreadFinding(context, 'startMsToFirstAnswer', 'the time to the first answer'),
});
