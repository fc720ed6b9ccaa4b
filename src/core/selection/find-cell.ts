import type { Cell, MeasuredCell } from '../schemas/cell.ts';
import type { CoreTrack, SubjectId } from '../schemas/experiment.ts';

/** A cell's place among those of one run and experiment. */
export type CellQuery = {
	subject: SubjectId;
	track: CoreTrack;
	load: string;
	/** The A/A twin instead of the subject itself. */
	duplicate?: boolean;
};

/** The cell, measured or failed; absent when the run has none at this place. */
export function findCell(cells: readonly Cell[], query: CellQuery): Cell | undefined {
	return cells.find(
		(cell) =>
			subjectOf(cell) === query.subject &&
			cell.track === query.track &&
			cell.load === query.load &&
			cell.duplicate === (query.duplicate === true),
	);
}

/** As `findCell`, but absent also when the cell failed. */
export function findMeasured(cells: readonly Cell[], query: CellQuery): MeasuredCell | undefined {
	const cell = findCell(cells, query);
	return cell?.status === 'measured' ? cell : undefined;
}

/** `go/net-http:single`; an A/A twin has the subject of its original. */
export function subjectOf(cell: Pick<Cell, 'implementation' | 'variant'>): SubjectId {
	return `${cell.implementation}:${cell.variant}`;
}
