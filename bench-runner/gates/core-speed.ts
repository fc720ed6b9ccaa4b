import { coreSpeed as about } from '../../src/core/gates/machine.ts';
import { quantile } from '../../src/core/statistics/quantiles.ts';
import type { CoreSpeed } from '../probes/core-speed.ts';
import { atMost, type MachineGate, percent } from './gate.ts';

/** What each computation waits for, in the words of the sentence. */
const waitsFor: Readonly<Record<keyof CoreSpeed, string>> = {
	dividerNs: 'divides',
	issueSlotsNs: 'fills the issue slots of a core',
	cacheNs: 'reads from the second-level cache',
};

/** By how much a computation took longer beside the window than undisturbed, as a share. */
export interface CoreSlowdown {
	computation: keyof CoreSpeed;
	share: number;
}

/**
 * The server's core at its full speed. Compared with the run itself, so that it says nothing of the machine, and measured
 * by computations that know no server, so that what it leaves out favours none.
 */
export const coreSpeed: MachineGate = {
	id: about.id,
	judge({ coreSlowdown }) {
		if (coreSlowdown === undefined) return undefined;
		const { computation, share } = coreSlowdown;
		return atMost(
			about.id,
			share,
			about.limit,
			() =>
				`A fixed computation that ${waitsFor[computation]} took ${percent(share)} longer on the server's core than in the tenth of the run that disturbed it least.`,
		);
	},
};

/**
 * The greatest slowdown before or after a window, against the lowest decile of all readings of the run.
 *
 * Not the median: a neighbour stays for minutes and only ever makes slower, so that a run may spend more than half of
 * its time beside one; the median would then call that usual, and half of a run in each state would pass whole. Not the
 * least: one reading at a clock above what the core holds would condemn all others. A run that a neighbour accompanied
 * for more than nine tenths passes, all of it equally slow; that is why capacity is published from dedicated machines only.
 *
 * @param beside the readings just before and just after the window
 * @param run every reading of the run on that core track, from any window
 * @returns absent where nothing was read
 */
export function slowdownOf(
	beside: readonly CoreSpeed[],
	run: readonly CoreSpeed[],
): CoreSlowdown | undefined {
	const all = (Object.keys(waitsFor) as (keyof CoreSpeed)[]).flatMap((computation) => {
		const read = (one: CoreSpeed) => one[computation];
		const undisturbedNs = quantile(run.map(read), 0.1);
		if (undisturbedNs === undefined || beside.length === 0) return [];
		return { computation, share: Math.max(...beside.map(read)) / undisturbedNs - 1 };
	});
	return all.toSorted((a, b) => b.share - a.share)[0];
}
