import { rounds as about } from '../../src/core/gates/result.ts';
import type { CellGate } from './cell-gate.ts';

/** Counted in windows that passed: what a gate left out is no round. */
export const rounds: CellGate = {
	id: about.id,
	judge({ cell }) {
		const passed = cell.windows.filter(({ failedGates }) => failedGates.length === 0).length;
		const base = { gate: about.id, value: passed, threshold: about.limit };
		if (passed >= about.limit) return { ...base, pass: true };
		const reason = `${passed} rounds passed every gate; fewer than ${about.limit} give no 95 % interval.`;
		return { ...base, pass: false, reason };
	},
};
