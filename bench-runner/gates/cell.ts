import type { MeasuredCell } from '../../src/core/schemas/cell.ts';
import type { GateOutcome } from '../../src/core/schemas/gate.ts';
import type { LoadResult } from '../load-generators/load-result.ts';
import type { Plan } from '../plan-file.ts';
import { cellGates } from './index.ts';

/** Quick and smoke runs are never published, so nothing is asked of their cells. */
export function judgeCell(
	plan: Plan,
	cell: MeasuredCell,
	results: readonly LoadResult[],
): GateOutcome[] {
	if (plan.profile === 'smoke' || plan.profile === 'quick') return [];
	return cellGates.flatMap((gate) => gate.judge({ cell, results }) ?? []);
}
