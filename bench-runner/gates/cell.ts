import type { MeasuredCell } from '../../src/core/schemas/cell.ts';
import type { GateOutcome } from '../../src/core/schemas/gate.ts';
import type { LoadResult } from '../load-generators/load-result.ts';
import type { Plan } from '../plan-file.ts';
import { cellGates } from './index.ts';

/** Every gate of a cell that applies, in order. */
export function judgeCell(
	plan: Plan,
	cell: MeasuredCell,
	results: readonly LoadResult[],
): GateOutcome[] {
	const publishable = plan.profile !== 'smoke' && plan.profile !== 'quick';
	const unranked = plan.unranked?.includes(cell.experiment) ?? false;
	return cellGates.flatMap((gate) => gate.judge({ publishable, unranked, cell, results }) ?? []);
}
