import type { Cell } from '../../src/core/schemas/cell.ts';
import type { GateOutcome } from '../../src/core/schemas/gate.ts';
import type { Plan } from '../plan-file.ts';
import { atMost, percent } from './gate.ts';

/** What a whole run must be before a page may select it. Quick and smoke runs are never selected, so never judged. */
export function judgeRun(plan: Plan, cells: readonly Cell[]): GateOutcome[] {
	if (plan.profile === 'smoke' || plan.profile === 'quick') return [];
	return [cleanCheckout(plan), enoughCells(cells)];
}

/** A reader must be able to check out what was measured. */
function cleanCheckout(plan: Plan): GateOutcome {
	const base = { gate: 'clean-checkout', pass: !plan.dirty };
	if (!plan.dirty) return base;
	return { ...base, reason: `Tracked files differed from commit ${plan.commit.slice(0, 7)}.` };
}

/** A run of which a fifth of the cells did not come through says more about the machine than about the servers. */
function enoughCells(cells: readonly Cell[]): GateOutcome {
	const bad = cells.filter(
		(cell) => cell.status === 'failed' || cell.gates.some(({ pass }) => !pass),
	).length;
	return atMost(
		'cells',
		bad / cells.length,
		0.2,
		(share) => `${bad} of ${cells.length} cells (${percent(share)}) failed or did not pass a gate.`,
	);
}
