import { sameMachine as about } from '../../src/core/gates/result.ts';
import type { RunGate } from './run-gate.ts';

/** One run has one description of its machine, so that machine must be there from the first window to the last. */
export const sameMachine: RunGate = {
	id: about.id,
	judge({ machineChanges }) {
		if (machineChanges === undefined) return undefined;
		const pass = machineChanges.length === 0;
		const base = { gate: about.id, pass, value: machineChanges.length, threshold: about.limit };
		return pass ? base : { ...base, reason: machineChanges.join(' ') };
	},
};
