import { subjectOf } from '../core/selection/find-cell.ts';
import type { Cell } from '../core/schemas/cell.ts';
import type { Chart, ChartContext } from './chart.ts';
import { curveChart } from './curve-chart.ts';
import { percentileOf } from './latency-rows.ts';
import { percentileReading } from './percentile-reading.ts';
import { span } from './words.ts';

/** How busy may a server be before half of its answers are late? */
export const loadVsMedian = latencyOver(50, 'load-vs-latency', 'Median latency');

/** And before one in a hundred is? */
export const loadVsTail = latencyOver(99, 'load-vs-latency-p99', 'p99 latency');

function latencyOver(percentile: 50 | 99, question: string, title: string): Chart {
	return curveChart({
		question,
		experiment: 'load-vs-latency',
		title: `${title} by the share of its capacity that each is asked for, on one core`,
		metric: percentile === 50 ? 'latencyMsP50' : 'latencyMsP99',
		tells: 'framework',
		draws: (cell) => shareOf(cell) !== undefined && cell.track === '1' && !cell.duplicate,
		at: shareOf,
		...percentileReading(percentile),
		axes: {
			x: { title: '% of what each itself can do', scale: 'linear' },
			y: { title: `p${percentile}, ms from the intended start`, scale: 'log' },
			beyond: { at: 100, words: ['the queue grows as', 'long as the window lasts'] },
		},
		table: { at: 'Load', figure: `p${percentile}, ms`, atWords: (share) => `${share} %` },
		finding: (context) => finding(context, percentile),
	});
}

/** In per cent of the subject's own capacity. */
function shareOf({ loadDefinition }: Cell): number | undefined {
	const share =
		loadDefinition.kind === 'open'
			? loadDefinition.capacity?.share
			: loadDefinition.kind === 'share'
				? loadDefinition.share
				: undefined;
	return share === undefined ? undefined : Math.round(share * 100);
}

/** The range over the subjects half busy and nearly full, and how many times as long the second is in each. */
function finding({ cells }: ChartContext, percentile: 50 | 99): string | undefined {
	const at = (share: number) =>
		cells.flatMap((cell) => {
			const found = percentileOf(cell, percentile);
			return found && shareOf(cell) === share
				? [{ subject: subjectOf(cell), ms: found.valueMs }]
				: [];
		});
	const half = at(50);
	const full = at(90);
	const times = full.flatMap(({ subject, ms }) => {
		const before = half.find((one) => one.subject === subject);
		return before ? [ms / before.ms] : [];
	});
	const range = (values: typeof half) => span(values.map(({ ms }) => ms));
	const parts = [
		...(half.length > 0 ? [`${range(half)} ms at 50 % of capacity`] : []),
		...(full.length > 0 ? [`${range(full)} ms at 90 %`] : []),
		...(times.length > 0 ? [`which is ${span(times)} times as long in the same server`] : []),
	];
	return parts.length === 0 ? undefined : `p${percentile} is ${parts.join(', ')}.`;
}
