import type { Cell } from '../core/schemas/cell.ts';

/** Requests of the workload `work` that ask for no computation: what they take, they take because of others. */
const PROBE = 'u0';

/** The cell with the percentiles of those that need nothing alone, where others came beside them. */
export function probeOf(cell: Cell): Cell[] {
	if (cell.status === 'failed' || cell.loadDefinition.mix === undefined) return [cell];
	return [{ ...cell, percentiles: cell.operations?.[PROBE] ?? [] }];
}
