import type { Cell } from '../core/schemas/cell.ts';
import { subjectOf } from '../core/selection/find-cell.ts';
import { rowOf } from './cell-rows.ts';
import type { ChartContext, ChartRow } from './chart.ts';

/** A point of a curve; the points of one subject make one line. */
export type CurveRow = ChartRow & {
	/** The subject that its points have in common. */
	line?: string;
	/** Where the point stands on the numeric axis, and in what unit, where the run decides that. */
	at?: number;
	atUnit?: string;
	/** Which stretch of its line: one that was not measured interrupts it. */
	stretch?: number;
	/** The cell that it is of, where that is not its id. */
	cell?: string;
	/** It only bends its line: no mark, and nothing to read there. */
	between?: boolean;
};

/** What a curve shows of a cell, in the unit drawn. */
export type CurveFigure = {
	value: number;
	low?: number | undefined;
	high?: number | undefined;
	/** Where the figure rests on another cell too, which did not pass a gate. */
	failedGate?: boolean;
};

/** How a cell becomes a point. */
export type CurveReading = {
	/** Absent: the cell has no place on the axis, and is only in the table. */
	at: (cell: Cell, context: ChartContext) => number | undefined;
	atUnit?: (context: ChartContext) => string;
	/** Absent: not measured, which is no point. */
	figure: (cell: Cell, context: ChartContext) => CurveFigure | undefined;
	/** Why there is none, where that is neither a failure nor a gate. */
	whyAbsent?: (cell: Cell) => string | undefined;
	/** A figure with its unit. */
	words: (value: number) => string;
};

/** A point a cell, in the experiment's order of subjects, along the axis. */
export function curveRows(context: ChartContext, reading: CurveReading): CurveRow[] {
	const rows = context.cells.flatMap((cell) => pointOf(cell, context, reading) ?? []);
	const lines = [...new Set(rows.map(({ line }) => line))];
	return lines.flatMap((line) => {
		const points = rows.filter((row) => row.line === line).toSorted((a, b) => a.at - b.at);
		const gapsBefore = (end: number) =>
			points.slice(0, end).filter(({ value }) => value === undefined).length;
		return points.map((point, index) => ({ ...point, stretch: gapsBefore(index) }));
	});
}

function pointOf(
	cell: Cell,
	context: ChartContext,
	reading: CurveReading,
): (CurveRow & { at: number }) | undefined {
	const row = rowOf(cell, context);
	const at = reading.at(cell, context);
	if (row === undefined || at === undefined) return undefined;
	const atUnit = reading.atUnit?.(context);
	const point = { ...row, line: subjectOf(cell), at, ...(atUnit !== undefined && { atUnit }) };
	const figure = reading.figure(cell, context);
	if (figure === undefined) return { ...point, text: reading.whyAbsent?.(cell) ?? row.text };
	const { value, low, high, failedGate = false } = figure;
	const interval = low !== undefined && high !== undefined && { low, high };
	const crossed = row.failedGate || failedGate;
	return { ...point, value, ...interval, text: reading.words(value), failedGate: crossed };
}
