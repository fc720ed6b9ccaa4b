import type { Cell, MeasuredCell } from '../../src/core/schemas/cell.ts';
import { alignColumns, formatEstimate } from './text-table.ts';

/** A load in the words of a title: its name, and by which generator where that is not ours. */
export function titleOfLoad({ load, loadDefinition: { generator, asPublished } }: Cell): string {
	const by = generator === undefined || generator === 'pacer' ? '' : `, by ${generator}`;
	return `${load}${by}${asPublished ? ', the published command' : ''}`;
}

/** What another generator prints for its user; no line where there is only ours. */
export function describeReported(group: readonly Cell[], nameOf: (cell: Cell) => string): string[] {
	const cells = group.filter(isReported);
	const generator = cells[0]?.loadDefinition.generator;
	if (generator === undefined) return [];
	return alignColumns([
		[`as ${generator} reports`, 'mean ms', 'p50 ms', 'p99 ms', 'greatest ms', 'requests a second'],
		...cells.map((cell) => [
			nameOf(cell),
			formatEstimate(cell.summary.reportedLatencyMsMean),
			formatEstimate(cell.summary.reportedLatencyMsP50),
			formatEstimate(cell.summary.reportedLatencyMsP99),
			formatEstimate(cell.summary.reportedLatencyMsMax),
			formatEstimate(cell.summary.reportedThroughputPerSecond),
		]),
	]);
}

/** Whether the cell's generator gave figures of its own, by its own method. */
function isReported(cell: Cell): cell is MeasuredCell {
	return cell.status === 'measured' && cell.summary.reportedThroughputPerSecond !== undefined;
}
