import { memory as about } from '../../src/core/gates/machine.ts';
import { atMost, type MachineGate } from './gate.ts';

/** A machine short of memory measures its disk. */
export const memory: MachineGate = {
	id: about.id,
	judge({ kernel }) {
		const { swappedPages, oomKills } = kernel ?? {};
		if (swappedPages === undefined) return undefined;
		const kills = oomKills === undefined ? 0 : oomKills;
		return atMost(
			about.id,
			swappedPages + kills,
			about.limit,
			() =>
				`The machine was short of memory: ${swappedPages} pages were swapped${kills > 0 ? ` and ${kills} processes killed` : ''}.`,
		);
	},
};
