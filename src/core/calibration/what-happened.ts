import type { CalibrationLoad } from '../schemas/calibration-log.ts';
import type { Histogram } from '../schemas/histogram.ts';
import { bucketWidth } from '../statistics/histogram.ts';
import type { Piece } from './mixture.ts';

/**
 * The truth of one load with the delays and stops that really happened, for an open loop over `seconds`.
 *
 * As `openLoopTruth`, but: the ordinary answers took what the server's own histogram says; a stop's held answers went
 * out one after the other, first come, first served, so the first to come waited from the stop's beginning to the first
 * answer and the last from its end to the last answer; and what arrived while they went out waited for that too.
 *
 * @throws RangeError for a load without ordinary answers, of which nothing can be said
 */
export function whatHappened(load: CalibrationLoad, seconds: number): Piece[] {
	const windowMs = seconds * 1000;
	const held = load.stops.flatMap((stop) => {
		const drainMs = toMs(stop.lastAnsweredNs - stop.endNs);
		return [
			{
				share: toMs(stop.endNs - stop.startNs) / windowMs,
				lowMs: drainMs,
				highMs: toMs(stop.firstAnsweredNs - stop.startNs),
			},
			{ share: drainMs / windowMs, lowMs: 0, highMs: drainMs },
		].map(inOrder);
	});
	const rest = 1 - held.reduce((sum, { share }) => sum + share, 0);
	return [...piecesOf(load.ordinary, rest), ...held];
}

/** Each bucket as an even spread of its values. */
function piecesOf(histogram: Histogram, share: number): Piece[] {
	if (histogram.count === 0) {
		throw new RangeError('A load in which no answer was free of a stop has no ordinary delay.');
	}
	return histogram.buckets.map(([lowUs, count]) => ({
		share: (share * count) / histogram.count,
		lowMs: lowUs / 1000,
		highMs: (lowUs + bucketWidth(lowUs, histogram.significantBits)) / 1000,
	}));
}

/** Where the drain took longer than the stop, the last to come waited longest. */
function inOrder({ share, lowMs, highMs }: Piece): Piece {
	return { share, lowMs: Math.min(lowMs, highMs), highMs: Math.max(lowMs, highMs) };
}

function toMs(nanoseconds: number): number {
	return nanoseconds / 1e6;
}
