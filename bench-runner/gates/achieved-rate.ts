import { atMost, percent, type WindowGate } from './gate.ts';

/** An open loop says what users see at a rate; below 99 % of it, it was another rate. */
export const achievedRate: WindowGate = {
	id: 'achieved-rate',
	judge({ load, result }) {
		if (load.kind !== 'open') return undefined;
		const { valid } = result.counts;
		// A generator that counts only what it sent cannot say what it should have sent; the load can.
		const scheduled = result.counts.scheduled ?? load.ratePerSecond * result.seconds;
		return atMost(
			'achieved-rate',
			// Not 1 - valid / scheduled, which is a hair above 0.01 for 99 of 100.
			scheduled === 0 ? undefined : (scheduled - valid) / scheduled,
			0.01,
			(missing) => `${percent(missing)} of the scheduled requests got no valid answer.`,
		);
	},
};
