import { errors as about } from '../../src/core/gates/traffic.ts';
import { sumOfKnown } from '../sum-of-known.ts';
import { describeKnown } from './describe-known.ts';
import { atMost, percent, type WindowGate } from './gate.ts';

/** Failed and timed-out requests stay in the latency distribution, and more than 0.1 % of them fail the window. */
export const errors: WindowGate = {
	id: about.id,
	judge({ result }) {
		const { valid, refused, invalidStatus, invalidLength, malformed } = result.counts;
		const { timedOut, failed, unfinished } = result.counts;
		const without = sumOfKnown(timedOut, failed, unfinished);
		const scheduled =
			result.counts.scheduled ??
			sumOfKnown(valid, refused, invalidStatus, invalidLength, malformed) + without;
		const share = scheduled === 0 ? undefined : without / scheduled;
		return atMost(
			about.id,
			share,
			about.limit,
			(value) =>
				`${percent(value)} of ${scheduled} requests failed (${describeKnown([
					[timedOut, 'timed out'],
					[failed, 'broke off'],
					[unfinished, 'were never answered'],
				])}).`,
		);
	},
};
