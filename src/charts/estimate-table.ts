import type { MetricName } from '../core/schemas/cell.ts';
import { subjectOf } from '../core/selection/find-cell.ts';
import { inWords } from '../site/data/metrics.ts';
import { gateWords, largest, whyNoFigure } from './cell-rows.ts';
import type { ChartContext, ChartTable } from './chart.ts';

/** Median, interval and rounds of one metric, a row a cell. */
export function estimateTable(context: ChartContext, metric: MetricName): ChartTable {
	const like = largest(context.cells, metric);
	const { unit } = inWords(metric, like);
	return {
		columns: ['Subject', `Median, ${unit}`, 'Interval', 'Rounds', 'Gates'],
		ids: context.cells.map(({ id }) => id),
		rows: context.cells.map((cell) => {
			const subject = context.labelOf(subjectOf(cell)).full + (cell.duplicate ? ', again' : '');
			if (cell.status === 'failed') return [subject, 'failed', '', '', cell.failure.reason];
			const estimate = cell.summary[metric];
			const gates = gateWords(cell);
			if (estimate === undefined) return [subject, whyNoFigure(cell), '', '', gates];
			const show = (value: number) => inWords(metric, value, like).number;
			const { median, low, high, rounds } = estimate;
			const interval =
				low === undefined || high === undefined
					? 'too few rounds'
					: `${show(low)} to ${show(high)}`;
			return [subject, show(median), interval, String(rounds), gates];
		}),
	};
}
