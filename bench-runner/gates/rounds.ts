import { rounds as about } from '../../src/core/gates/result.ts';
import type { CellGate } from './cell-gate.ts';

/** A first look has two rounds or one, of which it may lose the other: but a figure of windows that all failed is marked. */
const firstLookRounds = 1;

/** Counted in windows that passed: what a gate left out is no round. */
export const rounds: CellGate = {
	id: about.id,
	judge({ publishable, unranked, cell }) {
		const passed = cell.windows.filter(({ failedGates }) => failedGates.length === 0).length;
		const needsInterval = publishable && !unranked;
		const threshold = needsInterval ? about.limit : firstLookRounds;
		const base = { gate: about.id, value: passed, threshold };
		if (passed >= threshold) return { ...base, pass: true };
		const reason = needsInterval
			? `${passed} rounds passed every gate; fewer than ${threshold} give no 95 % interval.`
			: 'No round passed every gate.';
		return { ...base, pass: false, reason };
	},
};
