import type { Window } from '../schemas/cell.ts';
import { median } from './quantiles.ts';

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

/** In the middle one of the windows that passed; absent where no hypervisor reports it. */
export function stolenShareOf(
	windows: readonly Pick<Window, 'metrics' | 'failedGates'>[],
): number | undefined {
	const passed = windows.filter(({ failedGates }) => failedGates.length === 0);
	return median(passed.flatMap(({ metrics }) => metrics.stealShare ?? []));
}

/** (1 - 0.95) / 2 is a little less than 0.025. */
const rounding = 1e-9;
