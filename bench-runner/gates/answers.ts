import { atMost, type WindowGate } from './gate.ts';

/** An answer that nobody checked is not measured: one wrong status or length fails the window. */
export const answers: WindowGate = {
	id: 'answers',
	judge({ result }) {
		const { invalidStatus, invalidLength, malformed } = result.counts;
		return atMost(
			'answers',
			invalidStatus + invalidLength + malformed,
			0,
			(wrong) =>
				`${wrong} answers were wrong (${invalidStatus} by status, ${invalidLength} by length, ${malformed} not HTTP).`,
		);
	},
};
