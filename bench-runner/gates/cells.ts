import { cells as about } from '../../src/core/gates/result.ts';
import { isNotCarried } from '../../src/core/gates/not-carried.ts';
import { atMost, percent } from './gate.ts';
import type { RunGate } from './run-gate.ts';

/**
 * A run of which a fifth of the cells did not come through says more about the machine than about the servers. Only
 * cells of our own generator are asked: what another cannot do is that tool's, on the quietest of machines too. And a server
 * that never keeps up with a rate is no cell lost: that it does not is what the cell says.
 */
export const cells: RunGate = {
	id: about.id,
	judge({ cells: every }) {
		const ours = every.filter(
			({ loadDefinition: { generator } }) => (generator ?? 'pacer') === 'pacer',
		);
		const all = ours.length > 0 ? ours : every;
		const bad = all.filter(
			(cell) =>
				cell.status === 'failed' ||
				(cell.gates.some(({ pass }) => !pass) && !isNotCarried(cell.windows)),
		).length;
		return atMost(
			about.id,
			bad / all.length,
			about.limit,
			(share) => `${bad} of ${all.length} cells (${percent(share)}) failed or did not pass a gate.`,
		);
	},
};
