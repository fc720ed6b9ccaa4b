import { isNotCarried } from '../core/gates/not-carried.ts';
import { subjectOf } from '../core/selection/find-cell.ts';
import type { Cell, MetricName } from '../core/schemas/cell.ts';
import { otherOwner, tailOf } from '../core/statistics/server-tail.ts';
import { languageOf } from '../site/data/languages.ts';
import type { ChartContext, ChartRow } from './chart.ts';

export const DID_NOT_KEEP_UP = 'did not keep up';

/** The line of a cell without its figure. */
export function rowOf(
	cell: Cell,
	{ labelOf }: Pick<ChartContext, 'labelOf'>,
): ChartRow | undefined {
	const subject = subjectOf(cell);
	const language = languageOf(subject);
	if (language === undefined) return undefined;
	const { name, detail } = labelOf(subject);
	return {
		id: cell.id,
		name,
		detail: cell.duplicate ? `${detail}, again` : detail,
		language,
		text: whyNoFigure(cell),
		twin: cell.duplicate,
		failedGate: hasFailedGate(cell),
	};
}

/** What stands in a figure's place: `failed`, `left out` by a gate, `did not keep up` with the rate, or `not measured`. */
export function whyNoFigure(cell: Cell): string {
	if (cell.status === 'failed') return 'failed';
	if (hasFailedGate(cell) && isNotCarried(cell.windows)) return DID_NOT_KEEP_UP;
	return hasFailedGate(cell) ? 'left out' : 'not measured';
}

/** What stands in the place of a percentile of a cell that has others: `too few requests`, or that they may not be the server's. */
export function whyNoPercentile(cell: Cell, percentile: number): string {
	if (cell.status === 'failed') return whyNoFigure(cell);
	const owner = otherOwner(percentile, tailOf(cell.windows));
	return owner === undefined ? 'too few requests' : notTheServers[owner];
}

const notTheServers = { hypervisor: 'time was stolen', disturbance: 'rounds disturbed' };

/** Then its figure may not be trusted: it is drawn crossed, and no sentence rests on it. */
export function hasFailedGate(cell: Cell): boolean {
	return cell.status === 'measured' && cell.gates.some((gate) => !gate.pass);
}

/** What a table says of a cell's gates: `passed`, which ones it did not pass, or why it failed. */
export function gateWords(cell: Cell): string {
	if (cell.status === 'failed') return cell.failure.reason;
	const failed = gatesNotPassed(cell);
	return failed.length > 0 ? `not passed: ${failed.join(', ')}` : 'passed';
}

/** Each once, where a row rests on several cells. */
export function gatesNotPassed(cell: Cell): string[] {
	if (cell.status === 'failed') return [];
	return [...new Set(cell.gates.filter(({ pass }) => !pass).map(({ gate }) => gate))];
}

/**
 * The line of a cell with the estimate of one metric; without it, a line that says so.
 *
 * @param words of a figure in the unit drawn
 * @param perStored how many of that unit one stored unit is
 */
export function estimateRow(
	cell: Cell,
	metric: MetricName,
	context: ChartContext,
	words: (value: number) => string,
	perStored = 1,
): ChartRow | undefined {
	const row = rowOf(cell, context);
	if (row === undefined || cell.status === 'failed') return row;
	const estimate = cell.summary[metric];
	if (estimate === undefined) return row;
	const [median, low, high] = [estimate.median, estimate.low, estimate.high].map(
		(stored) => stored && stored * perStored,
	);
	if (median === undefined) return row;
	return {
		...row,
		value: median,
		...(low !== undefined && high !== undefined && { low, high }),
		text: words(median),
	};
}

/** The largest median among the cells, which decides the unit for all of them. */
export function largest(cells: readonly Cell[], metric: MetricName): number {
	const medians = cells.flatMap((cell) =>
		cell.status === 'measured' ? (cell.summary[metric]?.median ?? []) : [],
	);
	return Math.max(...medians);
}

/** Cells in the order in which the experiment declares its subjects; a twin follows its original. */
export function inDeclaredOrder(cells: readonly Cell[], subjects: readonly string[]): Cell[] {
	const place = (cell: Cell) => subjects.indexOf(subjectOf(cell)) * 2 + (cell.duplicate ? 1 : 0);
	return cells.toSorted((a, b) => place(a) - place(b));
}
