import { cells as about } from '../../src/core/gates/result.ts';
import { atMost, percent } from './gate.ts';
import type { RunGate } from './run-gate.ts';

/** A run of which a fifth of the cells did not come through says more about the machine than about the servers. */
export const cells: RunGate = {
	id: about.id,
	judge({ cells: all }) {
		const bad = all.filter(
			(cell) => cell.status === 'failed' || cell.gates.some(({ pass }) => !pass),
		).length;
		return atMost(
			about.id,
			bad / all.length,
			about.limit,
			(share) => `${bad} of ${all.length} cells (${percent(share)}) failed or did not pass a gate.`,
		);
	},
};
