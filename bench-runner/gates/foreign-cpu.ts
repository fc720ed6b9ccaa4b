import { foreignCpu as about } from '../../src/core/gates/machine.ts';
import { atMost, percent, type WindowGate } from './gate.ts';

/** CPU time taken by anything that is not part of the measurement, as a share of the CPUs it uses. */
export const foreignCpu: WindowGate = {
	id: about.id,
	judge({ layout, metrics }) {
		const cpus = new Set([...layout.serverCpus, ...layout.generatorCpus]).size;
		const used = metrics.foreignCoresUsed;
		return atMost(
			about.id,
			used === undefined ? undefined : used / cpus,
			about.limit,
			(share) => `Other programs used ${percent(share)} of the measured CPUs.`,
		);
	},
};
