import { atMost, percent, type WindowGate } from './gate.ts';

/** Failed and timed-out requests stay in the latency distribution, and more than 0.1 % of them fail the window. */
export const errors: WindowGate = {
	id: 'errors',
	judge({ result }) {
		const { scheduled, timedOut, failed, unfinished } = result.counts;
		const share = scheduled === 0 ? undefined : (timedOut + failed + unfinished) / scheduled;
		return atMost(
			'errors',
			share,
			0.001,
			(value) =>
				`${percent(value)} of ${scheduled} requests failed (${timedOut} timed out, ${failed} broke off, ${unfinished} were never answered).`,
		);
	},
};
