import type { MetricName } from '../core/schemas/cell.ts';
import type { Chart } from './chart.ts';
import { estimateChart } from './estimate-chart.ts';
import { latencyChart } from './latency-chart.ts';
import { spreadFinding } from './spread-finding.ts';

/** How long does whoever is answered wait, while more comes than a server can answer? */
export const overloadLatency = latencyChart({
	question: 'overload-latency',
	experiment: 'overload',
	title: 'Latency of what was answered, at 150 % of what the server can do without a limit',
	draws: ({ load, track, duplicate }) => load === 'share-150' && track === '1' && !duplicate,
});

/** How many of them are answered? */
export const overloadAnswered = byMetric(
	'overload-answered',
	'answeredShare',
	'Share of the requests that were answered and not refused, at 150 % of what the server can do without a limit',
	'of all requests',
	'the share of requests that were answered',
);

/** How long does a server need until nobody waits any more? */
export const overloadDrain = byMetric(
	'overload-drain',
	'drainSeconds',
	'Time until the last answer, once no more requests come after 150 % of what the server can do',
	'from the last request to the last answer',
	'the time to the last answer',
);

/** How soon does whoever is refused know it? */
export const overloadRefusal = ofLimited(
	byMetric(
		'overload-refusal',
		'refusalMsP50',
		'Time until half of the refusals, at 150 % of what the server can do without a limit',
		'from the intended start to the refusal',
		'the median time to a refusal',
	),
);

function byMetric(question: string, metric: MetricName, title: string, axis: string, noun: string) {
	return estimateChart({
		question,
		experiment: 'overload',
		title,
		metric,
		load: 'share-150',
		track: '1',
		axis,
		finding: (context) => spreadFinding(context, metric, noun),
	});
}

/** The others refuse nothing. */
function ofLimited(chart: Chart): Chart {
	return { ...chart, draws: (cell) => chart.draws(cell) && cell.variant === 'limit' };
}
