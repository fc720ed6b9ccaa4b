import type { Cell } from '../core/schemas/cell.ts';
import { subjectOf } from '../core/selection/find-cell.ts';
import { formatNumber } from '../core/format.ts';
import { whyNoFigure } from './cell-rows.ts';
import type { Chart, ChartContext, ChartTable } from './chart.ts';
import { byRate, latencyRows, percentileOf } from './latency-rows.ts';
import { latencySpec } from './latency-spec.ts';
import { span, threeDigits } from './words.ts';

/**
 * At the same fixed rate, how long did answers take? From the median to the highest percentile that
 * the run has enough requests for.
 */
export const primeLatencyAtRate: Chart = {
	question: 'prime-latency-at-rate',
	experiment: 'prime',
	title: 'Latency at a fixed rate on one core',
	metric: 'latencyMsP50',
	draws: (cell) => cell.loadDefinition.kind === 'open' && cell.track === '1' && !cell.duplicate,
	rows: latencyRows,
	spec: latencySpec,
	table,
	finding,
};

const columns = [50, 90, 95, 99];

function table(context: ChartContext): ChartTable {
	return {
		columns: ['Subject', 'Rate', ...columns.map((percentile) => `p${percentile}, ms`)],
		rows: byRate(context.cells).flatMap(({ rate, cells }) =>
			cells.map((cell) => [
				context.labelOf(subjectOf(cell)).full,
				formatNumber(rate),
				...columns.map((percentile) => percentileWords(cell, percentile)),
			]),
		),
	};
}

function percentileWords(cell: Cell, percentile: number): string {
	const found = percentileOf(cell, percentile);
	if (found === undefined) {
		return percentileOf(cell, 50) === undefined ? whyNoFigure(cell) : 'too few requests';
	}
	const { valueMs, lowMs, highMs } = found;
	if (lowMs === undefined || highMs === undefined) return threeDigits(valueMs);
	return `${threeDigits(valueMs)} (${threeDigits(lowMs)} to ${threeDigits(highMs)})`;
}

/** The range over the subjects, and no rank: latency on a shared machine is not for ranking. */
function finding(context: ChartContext): string | undefined {
	const parts = byRate(context.cells).flatMap(({ rate, cells, tail }) => {
		const values = (percentile: number) =>
			cells.flatMap((cell) => percentileOf(cell, percentile)?.valueMs ?? []);
		if (values(50).length === 0) return [];
		const tailWords = tail === undefined ? '' : `, p${tail} ${span(values(tail))} ms`;
		return [`At ${formatNumber(rate)} requests a second: p50 ${span(values(50))} ms${tailWords}.`];
	});
	return parts.length === 0 ? undefined : parts.join(' ');
}
