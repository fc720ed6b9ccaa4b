import type { GateOutcome } from '../../src/core/schemas/gate.ts';
import { runGates } from './index.ts';
import type { RunContext } from './run-gate.ts';

/** Quick and smoke runs are never selected by a page, so never judged. */
export function judgeRun(context: RunContext): GateOutcome[] {
	const { profile } = context.plan;
	if (profile === 'smoke' || profile === 'quick') return [];
	return runGates.flatMap((gate) => gate.judge(context) ?? []);
}
