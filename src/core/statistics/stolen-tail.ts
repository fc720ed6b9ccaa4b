import type { Window } from '../schemas/cell.ts';

/**
 * Whether a percentile is still the server's where a hypervisor takes away a share of the time. Who asks in that time waits,
 * whoever serves it, so the share is at most half of what lies beyond the percentile: 0.5 % for p99, 5 % for p90.
 *
 * @param percentile e.g. 99
 * @param stolenShare of the time of the measured CPUs; absent where none is reported, which rules nothing out
 */
export function isTheServers(percentile: number, stolenShare: number | undefined): boolean {
	return stolenShare === undefined || stolenShare <= (1 - percentile / 100) / 2 + rounding;
}

/** Over the windows that passed, whose requests are pooled; absent where no hypervisor reports it. */
export function stolenShareOf(
	windows: readonly Pick<Window, 'metrics' | 'failedGates'>[],
): number | undefined {
	const passed = windows.filter(({ failedGates }) => failedGates.length === 0);
	const shares = passed.flatMap(({ metrics }) => metrics.stealShare ?? []);
	return shares.length === 0
		? undefined
		: shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

/** (1 - 0.95) / 2 is a little less than 0.025. */
const rounding = 1e-9;
