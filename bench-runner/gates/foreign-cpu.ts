import { atMost, percent, type WindowGate } from './gate.ts';

/** CPU time taken by anything that is not part of the measurement, as a share of the CPUs it uses. */
export const foreignCpu: WindowGate = {
	id: 'foreign-cpu',
	judge({ layout, metrics }) {
		const cpus = new Set([...layout.serverCpus, ...layout.generatorCpus]).size;
		const used = metrics.foreignCoresUsed;
		return atMost(
			'foreign-cpu',
			used === undefined ? undefined : used / cpus,
			0.05,
			(share) => `Other programs used ${percent(share)} of the measured CPUs.`,
		);
	},
};
