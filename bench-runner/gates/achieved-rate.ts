import { atMost, percent, type WindowGate } from './gate.ts';

/** An open loop says what users see at a rate; below 99 % of it, it was another rate. */
export const achievedRate: WindowGate = {
	id: 'achieved-rate',
	judge({ load, result }) {
		if (load.kind !== 'open') return undefined;
		const { scheduled, valid } = result.counts;
		return atMost(
			'achieved-rate',
			scheduled === 0 ? undefined : 1 - valid / scheduled,
			0.01,
			(missing) => `${percent(missing)} of the scheduled requests got no valid answer.`,
		);
	},
};
