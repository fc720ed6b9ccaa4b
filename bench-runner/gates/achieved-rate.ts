import { achievedRate as about } from '../../src/core/gates/traffic.ts';
import { sumOfKnown } from '../sum-of-known.ts';
import { isBeyondCapacity } from './beyond-capacity.ts';
import { atMost, percent, type WindowGate } from './gate.ts';

/** An open loop says what users see at a rate; below 99 % of it, it was another rate. */
export const achievedRate: WindowGate = {
	id: about.id,
	judge({ load, result }) {
		if (load.kind !== 'open' || isBeyondCapacity(load)) return undefined;
		const answered = sumOfKnown(result.counts.valid, result.counts.refused);
		// A generator that counts only what it sent cannot say what it should have sent; the load can.
		const scheduled = result.counts.scheduled ?? load.ratePerSecond * result.seconds;
		return atMost(
			about.id,
			// Not 1 - valid / scheduled, which is a hair above 0.01 for 99 of 100.
			scheduled === 0 ? undefined : (scheduled - answered) / scheduled,
			about.limit,
			(missing) => `${percent(missing)} of the scheduled requests got no valid answer.`,
		);
	},
};
