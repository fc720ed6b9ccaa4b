/**
 * A distribution of latencies as a mixture of uniform ones: what a fixed delay (a piece without width) and a stop (from
 * nothing to its length) are made of.
 */
export interface Piece {
	/** Of all requests; the shares of a mixture add up to 1. */
	share: number;
	lowMs: number;
	highMs: number;
}

/** The statistics that load generators report. */
export const statisticNames = ['mean', 'p50', 'p90', 'p95', 'p99', 'p999', 'max'] as const;

export type StatisticName = (typeof statisticNames)[number];

const shares = { p50: 0.5, p90: 0.9, p95: 0.95, p99: 0.99, p999: 0.999, max: 1 };

/** Milliseconds. */
export function statisticOf(pieces: readonly Piece[], name: StatisticName): number {
	return name === 'mean' ? meanMs(pieces) : quantileMs(pieces, shares[name]);
}

/** The mean of a uniform distribution is its middle. */
export function meanMs(pieces: readonly Piece[]): number {
	return pieces.reduce((sum, { share, lowMs, highMs }) => sum + (share * (lowMs + highMs)) / 2, 0);
}

/**
 * The least value that at least `share` of the requests do not exceed, which is how generators read their histograms.
 *
 * @param share above 0 and at most 1
 * @throws RangeError for another share, or a mixture of nothing
 */
export function quantileMs(pieces: readonly Piece[], share: number): number {
	const filled = pieces.filter((piece) => piece.share > 0);
	if (!(share > 0 && share <= 1) || filled.length === 0) {
		throw new RangeError(`No quantile at ${share} of ${filled.length} pieces.`);
	}
	let low = Math.min(...filled.map(({ lowMs }) => lowMs));
	let high = Math.max(...filled.map(({ highMs }) => highMs));
	if (share === 1) return high;
	// Halving an interval 200 times leaves two neighbouring numbers; the sum of shares may be 1 - 1e-16.
	for (let step = 0; step < 200 && low < high; step++) {
		const middle = low + (high - low) / 2;
		if (shareUpTo(filled, middle) >= share - 1e-12) high = middle;
		else if (middle === low) break;
		else low = middle;
	}
	return high;
}

/** The share of requests that take no longer than `ms`. */
function shareUpTo(pieces: readonly Piece[], ms: number): number {
	return pieces.reduce((sum, { share, lowMs, highMs }) => {
		if (ms >= highMs) return sum + share;
		return ms <= lowMs ? sum : sum + (share * (ms - lowMs)) / (highMs - lowMs);
	}, 0);
}
