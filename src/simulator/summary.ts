import type { Outcome } from './simulate.ts';

/**
 * How long each answered request took from its arrival.
 *
 * @param isCounted leaves requests out: those of another kind, or of the warm-up
 */
export function responseTimesMs(
	{ arrivedAtMs, finishedAtMs }: Outcome,
	isCounted: (request: number) => boolean = () => true,
): Float64Array {
	return finishedAtMs
		.map((finishedMs, request) => finishedMs - (arrivedAtMs[request] as number))
		.filter((time, request) => !Number.isNaN(time) && isCounted(request));
}

/** Nearest rank, as the histograms of measured cells have it. Not a number of nothing. */
export function quantileOf(sorted: Float64Array, share: number): number {
	return sorted[Math.ceil(share * sorted.length) - 1] ?? NaN;
}
