import { coreSpeed as about, neighbourShare } from '../../src/core/gates/machine.ts';
import type { Neighbour } from '../../src/core/schemas/run.ts';
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
 * Not the median: a neighbour stays for minutes and only ever makes slower, so that a run may spend half of its time beside
 * one; the median would then call that usual. Not the least: one reading at a clock above what the core holds would condemn
 * all others.
 *
 * @param beside the readings just before and just after the window
 * @param run every reading of the run on that core track, from any window
 * @returns absent where nothing was read, and where the neighbour is the rule: then no window can do without it
 */
export function slowdownOf(
	beside: readonly CoreSpeed[],
	run: readonly CoreSpeed[],
): CoreSlowdown | undefined {
	const undisturbed = undisturbedOf(run);
	if (undisturbed === undefined || beside.length === 0 || isBesideNeighbour(run)) return undefined;
	return beside
		.map((one) => greatestSlowdown(one, undisturbed))
		.toSorted((a, b) => b.share - a.share)[0];
}

/**
 * True where most readings would be refused. Leaving windows out then leaves none, or those of which a neighbour was seen
 * neither before nor after, though it came and went within. Such a run keeps all: what its rounds share cancels in their
 * ratios, and the rest widens their intervals and the floor of its twins (`truth/ratio-truths.ts` tries it).
 */
export function isBesideNeighbour(run: readonly CoreSpeed[]): boolean {
	return run.length > 0 && slowedCount(run) / run.length > neighbourShare;
}

/** Over the core tracks of a run that are beside one; absent where none is. */
export function slowedReadings(tracks: readonly (readonly CoreSpeed[])[]): Neighbour['slowed'] {
	const shared = tracks.filter(isBesideNeighbour);
	if (shared.length === 0) return undefined;
	return {
		count: shared.reduce((sum, run) => sum + slowedCount(run), 0),
		of: shared.reduce((sum, { length }) => sum + length, 0),
	};
}

/** How many readings a window could not begin or end with. */
export function slowedCount(run: readonly CoreSpeed[]): number {
	const undisturbed = undisturbedOf(run);
	if (undisturbed === undefined) return 0;
	return run.filter((one) => greatestSlowdown(one, undisturbed).share > about.limit).length;
}

const computations = Object.keys(waitsFor) as (keyof CoreSpeed)[];

function undisturbedOf(run: readonly CoreSpeed[]): CoreSpeed | undefined {
	const decile = (name: keyof CoreSpeed) =>
		quantile(
			run.map((one) => one[name]),
			0.1,
		);
	const [dividerNs, issueSlotsNs, cacheNs] = [
		decile('dividerNs'),
		decile('issueSlotsNs'),
		decile('cacheNs'),
	];
	if (dividerNs === undefined || issueSlotsNs === undefined || cacheNs === undefined)
		return undefined;
	return { dividerNs, issueSlotsNs, cacheNs };
}

function greatestSlowdown(one: CoreSpeed, undisturbed: CoreSpeed): CoreSlowdown {
	return computations
		.map((computation) => ({ computation, share: one[computation] / undisturbed[computation] - 1 }))
		.reduce((most, other) => (other.share > most.share ? other : most));
}
