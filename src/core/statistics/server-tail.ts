import type { Window } from '../schemas/cell.ts';

/** Who else may have made the slowest requests wait; a disturbance of some rounds is of either. */
export type TailOwner = 'hypervisor' | 'disturbance';

/** What is known of the windows whose requests are pooled. */
export interface Tail {
	/** Share of the time of the measured CPUs that a hypervisor took; absent where none is reported, which rules nothing out. */
	stolenShare?: number;
	/** Greatest percentile that neither a late generator nor stolen time reaches in any of them; absent where that is all that is asked. */
	tailUpTo?: number;
}

/** Of the windows that passed. */
export function tailOf(
	windows: readonly Pick<Window, 'metrics' | 'failedGates' | 'tailUpTo'>[],
): Tail {
	const passed = windows.filter(({ failedGates }) => failedGates.length === 0);
	const shares = passed.flatMap(({ metrics }) => metrics.stealShare ?? []);
	const upTo = passed.flatMap(({ tailUpTo }) => tailUpTo ?? []);
	return {
		...(shares.length > 0 && {
			stolenShare: shares.reduce((sum, share) => sum + share, 0) / shares.length,
		}),
		...(upTo.length > 0 && { tailUpTo: Math.min(...upTo) }),
	};
}

/** Who besides the server may have made the requests beyond a percentile wait; undefined where it is the server's alone. */
export function otherOwner(
	percentile: number,
	{ stolenShare, tailUpTo }: Tail,
): TailOwner | undefined {
	if (!isLeftBySteal(percentile, stolenShare)) return 'hypervisor';
	return tailUpTo !== undefined && percentile > tailUpTo + rounding ? 'disturbance' : undefined;
}

/**
 * Whether a percentile is still the server's where a hypervisor takes away a share of the time. Who asks in that time waits,
 * whoever serves it, so the share is at most half of what lies beyond the percentile: 0.5 % for p99, 5 % for p90.
 *
 * @param percentile e.g. 99
 * @param stolenShare of the time of the measured CPUs; absent where none is reported
 */
export function isLeftBySteal(percentile: number, stolenShare: number | undefined): boolean {
	return stolenShare === undefined || stolenShare <= spoilingShare(percentile) + rounding;
}

/** Half of what lies beyond a percentile: 0.005 for p99. */
export const spoilingShare = (percentile: number) => (1 - percentile / 100) / 2;

/** (1 - 0.95) / 2 is a little less than 0.025. */
const rounding = 1e-9;
