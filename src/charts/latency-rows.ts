import type { Cell, Percentile } from '../core/schemas/cell.ts';
import { formatNumber } from '../core/format.ts';
import { rowOf } from './cell-rows.ts';
import type { ChartContext, ChartRow } from './chart.ts';
import { threeDigits } from './words.ts';

/** A line from the median to one high percentile, the same one for all lines under a heading. */
export type LatencyRow = ChartRow & { tail?: number; tailLow?: number; tailHigh?: number };

/** The cells of one rate and the highest percentile that every measured one of them publishes. */
export type RateGroup = { rate: number; cells: Cell[]; tail?: number };

/** Cells of open loads by their rate, lowest first. */
export function byRate(cells: readonly Cell[]): RateGroup[] {
	const groups = new Map<number, Cell[]>();
	for (const cell of cells) {
		if (cell.loadDefinition.kind !== 'open') continue;
		const rate = cell.loadDefinition.ratePerSecond;
		groups.set(rate, [...(groups.get(rate) ?? []), cell]);
	}
	return [...groups]
		.toSorted(([a], [b]) => a - b)
		.map(([rate, own]) => {
			const tail = commonTail(own);
			return { rate, cells: own, ...(tail !== undefined && { tail }) };
		});
}

export function percentileOf(cell: Cell, percentile: number): Percentile | undefined {
	if (cell.status === 'failed') return undefined;
	return cell.percentiles.find((one) => one.percentile === percentile);
}

/** A heading and its lines, for each rate. */
export function latencyRows(context: ChartContext): LatencyRow[] {
	return byRate(context.cells).flatMap((group) => [
		heading(group),
		...group.cells.flatMap((cell) => latencyRow(cell, group, context) ?? []),
	]);
}

const columnWidth = 6;
const column = (words: string) => words.padStart(columnWidth, '\u00a0');

function heading({ rate, tail }: RateGroup): LatencyRow {
	const columns = ['p50', ...(tail === undefined ? [] : [`p${tail}`])];
	return {
		id: `rate ${rate}`,
		name: `${formatNumber(rate)} requests a second`,
		detail: '',
		text: columns.map(column).join(''),
		twin: false,
		failedGate: false,
	};
}

function latencyRow(cell: Cell, group: RateGroup, context: ChartContext): LatencyRow | undefined {
	const row = rowOf(cell, context);
	const median = percentileOf(cell, 50);
	if (row === undefined || median === undefined) return row;
	const tail = group.tail === undefined ? undefined : percentileOf(cell, group.tail);
	const shown = [median, ...(tail ? [tail] : [])];
	return {
		...row,
		value: median.valueMs,
		...(median.lowMs !== undefined && { low: median.lowMs }),
		...(median.highMs !== undefined && { high: median.highMs }),
		...(tail && { tail: tail.valueMs }),
		...(tail?.lowMs !== undefined && { tailLow: tail.lowMs }),
		...(tail?.highMs !== undefined && { tailHigh: tail.highMs }),
		text: shown.map(({ valueMs }) => column(threeDigits(valueMs))).join(''),
	};
}

function commonTail(cells: readonly Cell[]): number | undefined {
	const measured = cells.filter((cell) => percentileOf(cell, 50) !== undefined);
	return [99, 95, 90].find(
		(percentile) =>
			measured.length > 0 && measured.every((cell) => percentileOf(cell, percentile) !== undefined),
	);
}
