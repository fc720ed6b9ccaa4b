import type { Cell } from '../../src/core/schemas/cell.ts';
import type { GateOutcome } from '../../src/core/schemas/gate.ts';
import type { Plan } from '../plan-file.ts';

/** All that a gate may look at to judge a whole run. */
export interface RunContext {
	plan: Plan;
	cells: readonly Cell[];
	/** What had changed in the machine when the load ended, a sentence each; absent where nobody looked. */
	machineChanges?: readonly string[];
}

/** What a whole run must be before a page may select it. */
export interface RunGate {
	id: string;
	judge(context: RunContext): GateOutcome | undefined;
}
