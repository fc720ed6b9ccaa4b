import { shareOfCells } from '../core/comparability/share-of-cells.ts';
import type { Cell } from '../core/schemas/cell.ts';
import { findCell, subjectOf } from '../core/selection/find-cell.ts';
import type { ChartContext } from './chart.ts';
import type { CurveFigure } from './curve-rows.ts';

const metric = 'serverCpuMsPerRequest';

type Cells = Pick<ChartContext, 'cells'>;

/** Cells of the load that reads, checks, changes and writes JSON. */
export const readAndWritten = ({ cells }: Cells): Cell[] =>
	cells.filter(({ load }) => load.startsWith('changed-'));

/** The cell of the same subject and size that sends back what it got. */
export function unread(cell: Cell, { cells }: Cells): Cell | undefined {
	const load = cell.load.replace('changed-', 'echoed-');
	return findCell(cells, { subject: subjectOf(cell), track: cell.track, load });
}

/** In per cent of CPU time, what goes away when the body is not read; with its interval. */
export function shareByDifferenceOf(cell: Cell, context: Cells): CurveFigure | undefined {
	const other = unread(cell, context);
	const share = other && shareOfCells(cell, other, metric);
	if (share === undefined) return undefined;
	const [low, high] = [share.low, share.high].map((bound) => bound && bound * 100);
	return { value: share.share * 100, low, high };
}

/** In per cent of a profiler's samples, those in functions of JSON; of a window of its own. */
export function shareByProfileOf(
	cell: Cell,
	{ internals = [] }: Pick<ChartContext, 'internals'>,
): number | undefined {
	const window = internals.find(
		(one) =>
			subjectOf(one) === subjectOf(cell) && one.track === cell.track && one.load === cell.load,
	);
	const share = window?.profile?.shares.json;
	return share === undefined ? undefined : share * 100;
}

/** A difference may be trusted no more than either side. */
export function withGatesOf(cell: Cell, other: Cell | undefined): Cell {
	if (cell.status === 'failed' || other === undefined || other.status === 'failed') return cell;
	return { ...cell, gates: [...cell.gates, ...other.gates] };
}
