import { atMost, percent, type WindowGate } from './gate.ts';

/** Time a hypervisor gave to another guest. Few systems report it; none reported is no proof of none taken. */
export const steal: WindowGate = {
	id: 'steal',
	judge({ metrics }) {
		if (metrics.stealShare === undefined) return undefined;
		return atMost(
			'steal',
			metrics.stealShare,
			0.005,
			(share) => `The hypervisor took ${percent(share)} of the CPU time.`,
		);
	},
};
