import type { MeasuredCell } from '../../src/core/schemas/cell.ts';
import type { GateOutcome } from '../../src/core/schemas/gate.ts';
import type { Plan } from '../plan-file.ts';

/** With n rounds the whole range covers the median with 1 - 2 x 0.5^n: six are the first to reach 95 %. */
const roundsForInterval = 6;

/** What a cell must have, beyond windows that passed, before its number may be published. */
export function judgeCell(plan: Plan, cell: MeasuredCell): GateOutcome[] {
	if (plan.profile === 'smoke' || plan.profile === 'quick') return [];
	const passed = cell.windows.filter(({ failedGates }) => failedGates.length === 0).length;
	const base = { gate: 'rounds', value: passed, threshold: roundsForInterval };
	if (passed >= roundsForInterval) return [{ ...base, pass: true }];
	const reason = `${passed} rounds passed every gate; fewer than ${roundsForInterval} give no 95 % interval.`;
	return [{ ...base, pass: false, reason }];
}
