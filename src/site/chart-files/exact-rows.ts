import { gatesNotPassed } from '../../charts/cell-rows.ts';
import type { ChartContext, ChartRow } from '../../charts/chart.ts';
import type { CurveRow } from '../../charts/curve-rows.ts';
import type { LatencyRow } from '../../charts/latency-rows.ts';
import { subjectOf } from '../../core/selection/find-cell.ts';
import type { CsvValue } from './csv.ts';

/** A row of the picture, with every digit of its figures; what was not measured is absent. */
export type ExactRow = Record<string, CsvValue>;

/** In the order of their columns. */
const exactColumns = [
	'run',
	'cell',
	'subject',
	'name',
	'detail',
	'group',
	'track',
	'load',
	'at',
	'value',
	'low',
	'high',
	'unit',
	'tail',
	'tailLow',
	'tailHigh',
	'profile',
	'printed',
	'twin',
	'tied',
	'gatesNotPassed',
] as const;

/** All that a row of some chart may have. */
type AnyRow = ChartRow & CurveRow & LatencyRow & { profile?: number; cell?: string };

/** The rows behind a picture: what it drew, unrounded, and of which cell of which run. */
export function exactRows({ run, runCells }: ChartContext, rows: readonly ChartRow[]): ExactRow[] {
	let group: string | undefined;
	return rows.flatMap((row: AnyRow) => {
		if (row.language === undefined) {
			group = row.name;
			return [];
		}
		const cell = runCells.find(
			({ id }) => id === (row.cell ?? row.id.replace(/\/connecting$/, '')),
		);
		const { at, value, low, high, tail, tailLow, tailHigh, profile } = row;
		return [
			{
				run: run.id,
				cell: cell?.id,
				subject: cell && subjectOf(cell),
				name: row.name,
				detail: row.detail,
				group,
				track: cell?.track,
				load: cell?.load,
				unit: unitOf(row),
				...{ at, value, low, high, tail, tailLow, tailHigh, profile },
				printed: row.text.replaceAll('\u00a0', ' ').trim(),
				twin: row.twin,
				tied: row.tied === true,
				gatesNotPassed: cell && gatesNotPassed(cell).join(' '),
			},
		];
	});
}

/** Where the row itself does not know it, behind the figure as it is printed. */
function unitOf({ value, unit, text }: ChartRow): string | undefined {
	return value === undefined ? undefined : (unit ?? /^[-−\d.,]+ (.+)$/.exec(text)?.[1]);
}

/** The columns that some row has something in. */
export function usedColumns(rows: readonly ExactRow[]): string[] {
	return exactColumns.filter((column) =>
		rows.some((row) => row[column] !== undefined && row[column] !== ''),
	);
}
