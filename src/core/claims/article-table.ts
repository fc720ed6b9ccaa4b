import { formatNumber, formatRatio, unitOf } from '../format.ts';
import type { MetricName } from '../schemas/cell.ts';
import type { ClaimTable, VerdictName } from '../schemas/claim.ts';
import { readFigure } from './read-figure.ts';
import { readRatio } from './read-ratio.ts';
import type { ClaimContext } from './verdict.ts';

/** One figure of an article's table and ours, in the unit of its column. Either is absent where there is none; `missing` says why ours is. */
export type Compared = { theirs?: string; ours?: string; missing?: VerdictName };

export type ArticleRow = {
	/** `Go, 100 users`, or `Go / Node.js, 100 users` for the ratio of the two rows before it. */
	label: string;
	isRatio: boolean;
	/** In the order of the table's metrics. */
	cells: Compared[];
};

type Row = ClaimTable['rows'][number];

/** Each row of an article's table with ours beside it, and after each pair how many times the first is the second. */
export function articleRows(table: ClaimTable, context: ClaimContext): ArticleRow[] {
	return table.rows.flatMap((row) => [
		...row.sides.map((side, index) => ({
			label: `${table.sides[index]}, ${row.label}`,
			isRatio: false,
			cells: table.metrics.map((metric) => figureOf(side, metric, context)),
		})),
		{
			label: `${table.sides.join(' / ')}, ${row.label}`,
			isRatio: true,
			cells: table.metrics.map((metric) => ratioOf(row, metric, context)),
		},
	]);
}

function figureOf(
	{ theirs, ours }: Row['sides'][number],
	metric: MetricName,
	context: ClaimContext,
): Compared {
	const value = theirs[metric];
	const reading = readFigure({ ...ours, metric }, context);
	return {
		...(value !== undefined && { theirs: inColumn(metric, value) }),
		...('figure' in reading
			? { ours: inColumn(metric, reading.figure.value) }
			: { missing: reading.verdict.verdict }),
	};
}

function ratioOf(
	{ sides: [first, second] }: Row,
	metric: MetricName,
	context: ClaimContext,
): Compared {
	const [a, b] = [first.theirs[metric], second.theirs[metric]];
	const reading = readRatio({ ...first.ours, metric }, { ...second.ours, metric }, context);
	return {
		...(a !== undefined && b !== undefined && { theirs: `${formatRatio(a / b)} times` }),
		...('text' in reading ? { ours: reading.figure.text } : { missing: reading.verdict.verdict }),
	};
}

/** Without its unit, which stands above the column: CPU time in ms however little it is. */
function inColumn(metric: MetricName, value: number): string {
	return formatNumber(value * unitOf(metric, 1).perStored);
}
