import { answers as about } from '../../src/core/gates/traffic.ts';
import { sumOfKnown } from '../sum-of-known.ts';
import { describeKnown } from './describe-known.ts';
import { atMost, type WindowGate } from './gate.ts';

/** An answer that nobody checked is not measured: one wrong status or length fails the window. */
export const answers: WindowGate = {
	id: about.id,
	judge({ result }) {
		const { invalidStatus, invalidLength, malformed } = result.counts;
		return atMost(
			about.id,
			sumOfKnown(invalidStatus, invalidLength, malformed),
			about.limit,
			(wrong) =>
				`${wrong} answers were wrong (${describeKnown([
					[invalidStatus, 'by status'],
					[invalidLength, 'by length'],
					[malformed, 'not HTTP'],
				])}).`,
		);
	},
};
