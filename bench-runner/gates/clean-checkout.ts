import { cleanCheckout as about } from '../../src/core/gates/result.ts';
import type { RunGate } from './run-gate.ts';

/** A reader must be able to check out what was measured. */
export const cleanCheckout: RunGate = {
	id: about.id,
	judge({ plan }) {
		const base = { gate: about.id, pass: !plan.dirty };
		if (!plan.dirty) return base;
		return { ...base, reason: `Tracked files differed from commit ${plan.commit.slice(0, 7)}.` };
	},
};
