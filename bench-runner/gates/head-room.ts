import { headRoom as about } from '../../src/core/gates/generator.ts';
import { isServerBusy } from './busy-server.ts';
import { atMost, type WindowGate } from './gate.ts';

/** A generator near its own limit measures itself: what it could send at most was found before the first trial. */
export const headRoom: WindowGate = {
	id: about.id,
	judge({ metrics, nullServer, layout }) {
		if (nullServer === undefined) return undefined;
		// Then it is the server that could do no more, which is all that head-room is to show.
		if (isServerBusy({ metrics, layout })) return undefined;
		const { ratePerSecond, reason } = nullServer;
		const rate = metrics.throughputPerSecond;
		const share = ratePerSecond && rate !== undefined ? rate / ratePerSecond : undefined;
		const outcome = atMost(
			about.id,
			share,
			about.limit,
			() =>
				`From a server that does nothing the generator had only ${perSecond(ratePerSecond)} answers a second, less than twice the ${perSecond(rate)} measured.`,
		);
		return ratePerSecond === undefined && reason ? { ...outcome, reason } : outcome;
	},
};

const perSecond = (rate: number | undefined) => Math.round(rate ?? NaN).toLocaleString('en-GB');
