import type { Window } from '../schemas/cell.ts';
import { rounds } from './result.ts';
import { achievedRate, littlesLaw, overload } from './traffic.ts';

/** What the queue of a server fails that is asked for more than it can do. */
const ofTheQueue: readonly string[] = [overload.id, achievedRate.id, littlesLaw.id];

/**
 * Whether a server did not keep up with the rate, round after round, and nothing else was wrong. Its latencies are not
 * published, since they say how long the window was; but no measurement was lost, and another run would find the same.
 *
 * @param windows of one cell; as many must say so as an interval needs, or all where there are fewer
 */
export function isNotCarried(windows: readonly Pick<Window, 'failedGates'>[]): boolean {
	const tooMuch = windows.filter(
		({ failedGates }) =>
			failedGates.includes(overload.id) && failedGates.every((gate) => ofTheQueue.includes(gate)),
	);
	return windows.length > 0 && tooMuch.length >= Math.min(rounds.limit, windows.length);
}
