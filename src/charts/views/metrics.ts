import { unitOf } from '../../core/format.ts';
import type { Cell, MetricName } from '../../core/schemas/cell.ts';
import { whyNotStated } from '../../core/selection/why-not-stated.ts';
import { largest } from '../cell-rows.ts';
import type { Chart, ChartContext, ChartView } from '../chart.ts';
import { percentileOf } from '../latency-rows.ts';
import { span } from '../words.ts';

/** What a chart's cells can be seen by. */
export type SwitchMetric = {
	name: string;
	words: string;
	metric: MetricName;
	/** As a sentence says it. */
	noun: string;
	/** What an axis counts, after the unit; must fit 328 px. */
	axis: string;
	/** Of a latency, whose published figure is the one over all windows. */
	percentile?: number;
};

const switchMetrics: readonly SwitchMetric[] = [
	{
		name: 'cpu',
		words: 'CPU per request',
		metric: 'serverCpuMsPerRequest',
		noun: 'CPU time per request',
		axis: 'of CPU per request, whole server',
	},
	{
		name: 'p50',
		words: 'p50',
		metric: 'latencyMsP50',
		noun: 'median latency',
		axis: 'until half of the answers',
		percentile: 50,
	},
	{
		name: 'p99',
		words: 'p99',
		metric: 'latencyMsP99',
		noun: 'p99 latency',
		axis: 'until 99 % of the answers',
		percentile: 99,
	},
	{
		name: 'capacity',
		words: 'capacity',
		metric: 'throughputPerSecond',
		noun: 'capacity',
		axis: 'a second',
	},
	{
		name: 'memory',
		words: 'memory',
		metric: 'serverRssBytesMax',
		noun: 'resident memory',
		axis: 'resident at most, all processes',
	},
];

/**
 * The metrics that a chart does not draw itself and that its cells have. One that this class of machine does not state
 * outside its run's page is there with the reason.
 */
export function metricViews(
	{ metric: own }: Pick<Chart, 'metric'>,
	{ run, cells }: ChartContext,
	chartOf: (metric: SwitchMetric) => Chart,
): ChartView[] {
	const [first] = cells;
	if (first === undefined) return [];
	const loop = first.loadDefinition.kind === 'closed' ? 'closed' : 'open';
	return switchMetrics.flatMap((one): ChartView[] => {
		const isRate = one.name === 'capacity' && loop === 'open';
		if (one.metric === own || isRate) return [];
		if (cells.every((cell) => figureOf(cell, one) === undefined)) return [];
		const { name, words } = one;
		const withheld = whyNotStated(one.metric, run.machine.class, loop);
		return withheld === undefined
			? [{ name, words, chart: chartOf(one) }]
			: [{ name, words, withheld }];
	});
}

/** In the stored unit. A percentile of an open load is the published one, which has enough requests beyond it. */
export function figureOf(cell: Cell, { metric, percentile }: SwitchMetric) {
	if (cell.status === 'failed') return undefined;
	if (percentile !== undefined && cell.loadDefinition.kind !== 'closed') {
		const found = percentileOf(cell, percentile);
		return found && { median: found.valueMs, low: found.lowMs, high: found.highMs };
	}
	return cell.summary[metric];
}

/** `12.3 to 45.6 MB`: the range of some, in the unit that fits all. */
export function rangeWords(
	cells: readonly Cell[],
	one: SwitchMetric,
	all: readonly Cell[] = cells,
): string | undefined {
	const medians = cells.flatMap((cell) => figureOf(cell, one)?.median ?? []);
	if (medians.length === 0) return undefined;
	const { unit, perStored } = unitFor(all, one);
	return `${span(medians.map((median) => median * perStored))} ${unit}`;
}

/** `ms` for all of them, and how many of it one stored unit is. */
export function unitFor(cells: readonly Cell[], { metric }: SwitchMetric) {
	const { unit, perStored } = unitOf(metric, largest(cells, metric));
	// `requests a second` is no unit without its time.
	const short = metric === 'throughputPerSecond' ? unit : (unit.split(' ')[0] ?? unit);
	return { unit: short, perStored };
}

/** What a chart itself shows, as the link back to it says it. */
export function ownWords({ metric, words }: Pick<Chart, 'metric' | 'words'>): string {
	return words ?? switchMetrics.find((one) => one.metric === metric)?.words ?? 'as measured';
}

/** The title says first what is seen now, then of what. */
export const viewTitle = ({ noun }: Pick<SwitchMetric, 'noun'>, { title }: Pick<Chart, 'title'>) =>
	`${noun.replace(/^[a-z]/, (letter) => letter.toUpperCase())}, in the cells of: ${title}`;
