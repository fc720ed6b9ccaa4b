import type { Language } from '../core/schemas/implementation.ts';
import type { CurveFrame } from './curve-frame.ts';
import type { CurveRow } from './curve-rows.ts';
import type { Layout, Width } from './layout.ts';
import { spreadLabels } from './spread-labels.ts';
import { textWidth } from './text-width.ts';

/** What a line is called, and which of its language's lines it is, from 0. */
export type CurveLine = {
	line: string;
	name: string;
	detail: string;
	language: Language;
	nth: number;
};

/** A name at its place in pixels of the plot. */
export type CurveLabel = CurveLine & {
	px: number;
	py: number;
	/** Of the mark before the name, and of the piece of line under it. */
	markX: number;
	markEnd: number;
	nameX: number;
	detailX: number;
	/** The end of its line, where the name stands beside it. */
	fromX?: number;
	fromY?: number;
};

/** Height of one name. */
export const LABEL_STEP = 18;

/** Of the mark before a name: a point, in the legend on a piece of its line, which shows the dashes. */
const MARK: Record<Width, number> = { wide: 14, narrow: 24 };
const GAP = 6;

/** In the order of the experiment; one without a point says why after its name. */
export function linesOf(rows: readonly CurveRow[]): CurveLine[] {
	const lines: CurveLine[] = [];
	for (const { line, name, detail, language, text } of rows) {
		if (line === undefined || language === undefined) continue;
		if (lines.some((other) => other.line === line)) continue;
		const drawn = rows.some((row) => row.line === line && row.value !== undefined);
		const nth = lines.filter((other) => other.language === language).length;
		lines.push({ line, name, detail: drawn ? detail : `${detail}, ${text}`, language, nth });
	}
	return lines;
}

/** The room right of the plot: for the names, where they stand there. */
export function labelRoom(lines: readonly CurveLine[], layout: Layout): number {
	if (layout.width === 'narrow') return layout.right;
	return 20 + Math.max(0, ...lines.map((line) => labelWidth(line, layout)));
}

/** Names beside the ends of their lines, moved apart where they would overlap; at the bottom where there is no line. */
export function endLabels(
	lines: readonly CurveLine[],
	rows: readonly CurveRow[],
	frame: CurveFrame,
	layout: Layout,
): CurveLabel[] {
	const ends = lines.map((line) => {
		const last = rows.findLast((row) => row.line === line.line && hasPlace(row, frame));
		return last?.at === undefined || last.value === undefined
			? undefined
			: { fromX: frame.x.pixel(last.at), fromY: frame.y.pixel(last.value) };
	});
	const wanted = ends.map((end) => end?.fromY ?? frame.height);
	const places = spreadLabels(wanted, LABEL_STEP, [0, frame.height]);
	return lines.map((line, index) => ({
		...labelAt(line, frame.width + 10, places[index] ?? frame.height, layout),
		...ends[index],
	}));
}

/** Names above the plot, from left to right and in as many rows as they need, the lowest at `bottom`. */
export function legendLabels(
	lines: readonly CurveLine[],
	frame: CurveFrame,
	layout: Layout,
	bottom: number,
): CurveLabel[] {
	const start = 4 - frame.left;
	const end = layout.total - frame.left;
	const seats: { line: CurveLine; px: number; row: number }[] = [];
	let [px, row] = [start, 0];
	for (const line of lines) {
		const width = labelWidth(line, layout);
		if (px > start && px + width > end) [px, row] = [start, row + 1];
		seats.push({ line, px, row });
		px += width + 2 * GAP;
	}
	return seats.map((seat) =>
		labelAt(seat.line, seat.px, bottom - (row - seat.row) * LABEL_STEP, layout),
	);
}

/** A logarithm has no place for zero. */
function hasPlace({ at, value }: CurveRow, { y }: CurveFrame): boolean {
	return at !== undefined && value !== undefined && (y.type === 'linear' || value > 0);
}

function labelAt(line: CurveLine, px: number, py: number, layout: Layout): CurveLabel {
	const markEnd = px + MARK[layout.width];
	const nameX = markEnd + GAP;
	const detailX = nameX + textWidth(`${line.name} `, layout.fontSize);
	return { ...line, px, py, markX: (px + markEnd) / 2, markEnd, nameX, detailX };
}

function labelWidth({ name, detail }: CurveLine, layout: Layout): number {
	return MARK[layout.width] + GAP + textWidth(`${name} ${detail}`, layout.fontSize);
}
