import { formatNumber } from '../core/format.ts';
import type { Cell } from '../core/schemas/cell.ts';
import { subjectOf } from '../core/selection/find-cell.ts';
import { gateWords, rowOf, whyNoFigure } from './cell-rows.ts';
import type { Chart, ChartContext } from './chart.ts';
import { estimateSpec } from './estimate-spec.ts';
import { listed } from './words.ts';

/** Does memory grow while the load stays the same? The interval is one over time, within the one trial. */
export const soakMemory: Chart = {
	question: 'soak-memory',
	experiment: 'soak',
	title: 'Growth of resident memory under a steady load',
	metric: 'serverRssSlopeBytesPerMinute',
	tells: 'framework',
	draws: (cell) => cell.load === 'steady' && cell.track === '1',
	rows: (context) =>
		context.cells.flatMap((cell) => {
			const row = rowOf(cell, context);
			const slope = slopeOf(cell);
			if (row === undefined || slope === undefined) return row ?? [];
			return { ...row, ...slope, text: `${formatNumber(slope.value, 2)} KB` };
		}),
	spec: (layout, rows) => estimateSpec(layout, rows, { title: 'KB more in a minute' }),
	table: ({ cells, labelOf }) => ({
		columns: ['Subject', 'KB more in a minute', 'Interval', 'Gates'],
		ids: cells.map(({ id }) => id),
		rows: cells.map((cell) => {
			const subject = labelOf(subjectOf(cell)).full;
			const slope = slopeOf(cell);
			if (slope === undefined) return [subject, whyNoFigure(cell), '', gateWords(cell)];
			const [value, low, high] = [slope.value, slope.low, slope.high].map((one) =>
				formatNumber(one, 2),
			);
			return [subject, value ?? '', `${low} to ${high}`, gateWords(cell)];
		}),
	}),
	finding,
};

/** In KB, which is what a minute adds. */
function slopeOf(cell: Cell): { value: number; low: number; high: number } | undefined {
	if (cell.status === 'failed') return undefined;
	const { summary } = cell;
	const value = summary.serverRssSlopeBytesPerMinute?.median;
	const low = summary.serverRssSlopeBytesPerMinuteLow?.median;
	const high = summary.serverRssSlopeBytesPerMinuteHigh?.median;
	if (value === undefined || low === undefined || high === undefined) return undefined;
	return { value: value / 1000, low: low / 1000, high: high / 1000 };
}

function finding({ cells, labelOf }: ChartContext): string | undefined {
	const each = cells.flatMap((cell) => {
		const slope = slopeOf(cell);
		if (slope === undefined) return [];
		const { name, detail } = labelOf(subjectOf(cell));
		const flat = slope.low <= 0 && slope.high >= 0 ? ', no growth detected' : '';
		return [`${formatNumber(slope.value, 2)} KB a minute (${name} ${detail}${flat})`];
	});
	return each.length === 0 ? undefined : `Resident memory changes by ${listed(each)}.`;
}
