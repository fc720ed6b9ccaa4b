import type { Cell, Percentile } from '../core/schemas/cell.ts';
import { formatNumber } from '../core/format.ts';
import { subjectOf } from '../core/selection/find-cell.ts';
import { matchesAny } from '../core/selection/subject-pattern.ts';
import { languageOf } from '../site/data/languages.ts';
import { rowOf } from './cell-rows.ts';
import type { ChartContext, ChartRow } from './chart.ts';
import { threeDigits } from './words.ts';

/** A line from the median to one high percentile, the same one for all lines under a heading. */
export type LatencyRow = ChartRow & { tail?: number; tailLow?: number; tailHigh?: number };

/** The cells of one open load and the highest percentile that every measured one of them publishes. */
export type LoadGroup = {
	load: string;
	/** `500 requests a second`, or `60 % of capacity`. */
	title: string;
	cells: Cell[];
	tail?: number;
	/** Subjects of the experiment that the load is not asked of. */
	notAsked: string[];
};

/** What a chart reads of a cell, where that is not all of its requests under its load's own name. */
export type LatencyReading = {
	/** Heading and place of the group that it is in; absent: its load's. */
	groupOf?: (cell: Cell) => { title: string; order: number };
	/** One or several in its place, with the percentiles that are read; absent: the cell. */
	read?: (cell: Cell) => Cell[];
};

/** Cells of open loads by their load: fixed rates first, lowest first, then shares of a capacity. */
export function byLoad(
	{ cells, runCells }: Pick<ChartContext, 'cells' | 'runCells'>,
	groupOf?: LatencyReading['groupOf'],
): LoadGroup[] {
	const subjects = [...new Set(runCells.map(subjectOf))];
	const keyOf = (cell: Cell) => groupOf?.(cell).title ?? cell.load;
	const open = cells.filter(isOpen);
	const groups = [...new Set(open.map(keyOf))].flatMap((load) => {
		const own = open.filter((cell) => keyOf(cell) === load);
		const [first] = own;
		if (first === undefined) return [];
		const tail = commonTail(own);
		const asked = first.loadDefinition.subjects ?? [];
		const notAsked = subjects.filter((subject) => !matchesAny(subject, asked));
		const place = groupOf?.(first) ?? placeOf(first);
		return [{ load, ...place, cells: own, notAsked, ...(tail !== undefined && { tail }) }];
	});
	return groups.toSorted((a, b) => a.order - b.order);
}

const isOpen = ({ loadDefinition: { kind } }: Cell): boolean => kind === 'open' || kind === 'share';

/** Title and place of a load; shares come after all rates. */
function placeOf({ loadDefinition }: Cell): { title: string; order: number } {
	if (loadDefinition.kind === 'closed' || loadDefinition.kind === 'inspection') {
		throw new Error(`${loadDefinition.kind} is no load with a rate.`);
	}
	const share =
		loadDefinition.kind === 'share' ? loadDefinition.share : loadDefinition.capacity?.share;
	if (share !== undefined) {
		return { title: `${formatNumber(share * 100)} % of capacity`, order: 1e12 + share };
	}
	const rate = loadDefinition.kind === 'open' ? loadDefinition.ratePerSecond : NaN;
	return { title: `${formatNumber(rate)} requests a second`, order: rate };
}

export function percentileOf(cell: Cell, percentile: number): Percentile | undefined {
	if (cell.status === 'failed') return undefined;
	return cell.percentiles.find((one) => one.percentile === percentile);
}

/** A heading and its lines, for each load. */
export function latencyRows(
	context: ChartContext,
	groupOf?: LatencyReading['groupOf'],
): LatencyRow[] {
	return byLoad(context, groupOf).flatMap((group) => [
		heading(group),
		...group.cells.flatMap((cell) => latencyRow(cell, group, context) ?? []),
		...group.notAsked.flatMap((subject) => notAskedRow(subject, group, context) ?? []),
	]);
}

/** `0.0380`; what is as wide as its column must not touch the next. */
const columnWidth = 6;
const inColumns = (words: readonly string[]) =>
	words.map((word) => word.padStart(columnWidth, '\u00a0')).join('\u00a0');

function heading({ load, title, tail }: LoadGroup): LatencyRow {
	const columns = ['p50', ...(tail === undefined ? [] : [`p${tail}`])];
	return {
		id: `load ${load}`,
		name: title,
		detail: '',
		text: inColumns(columns),
		twin: false,
		failedGate: false,
	};
}

/** Of the line that says so. */
export const notAskedId = (subject: string, load: string) => `${load} ${subject}`;

function notAskedRow(
	subject: string,
	{ load }: LoadGroup,
	{ labelOf }: ChartContext,
): LatencyRow | undefined {
	const language = languageOf(subject);
	if (language === undefined) return undefined;
	const { name, detail } = labelOf(subject);
	const id = notAskedId(subject, load);
	return { id, name, detail, language, text: 'not asked', twin: false, failedGate: false };
}

function latencyRow(cell: Cell, group: LoadGroup, context: ChartContext): LatencyRow | undefined {
	const row = rowOf(cell, context);
	const median = percentileOf(cell, 50);
	if (row === undefined || median === undefined) return row;
	const tail = group.tail === undefined ? undefined : percentileOf(cell, group.tail);
	const shown = [median, ...(tail ? [tail] : [])];
	return {
		...row,
		value: median.valueMs,
		unit: 'ms',
		...(median.lowMs !== undefined && { low: median.lowMs }),
		...(median.highMs !== undefined && { high: median.highMs }),
		...(tail && { tail: tail.valueMs }),
		...(tail?.lowMs !== undefined && { tailLow: tail.lowMs }),
		...(tail?.highMs !== undefined && { tailHigh: tail.highMs }),
		text: inColumns(shown.map(({ valueMs }) => threeDigits(valueMs))),
	};
}

function commonTail(cells: readonly Cell[]): number | undefined {
	const measured = cells.filter((cell) => percentileOf(cell, 50) !== undefined);
	return [99, 95, 90].find(
		(percentile) =>
			measured.length > 0 && measured.every((cell) => percentileOf(cell, percentile) !== undefined),
	);
}
