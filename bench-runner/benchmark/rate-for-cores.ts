/** How near to the target is near enough: CPU time of windows of a second strays by about as much. */
const tolerance = 0.02;
const probesMost = 8;

/**
 * The rate at which a share of a core is busy. A share of the closed loop's rate is not it: what comes one by one costs more
 * than what a busy loop finds waiting together.
 *
 * By regula falsi between an idle core and a full one, halving what is left where that creeps (the Illinois variant; Dowell
 * and Jarratt, BIT 11, 1971), since the cost of a request changes with the rate.
 *
 * @param target share of a core, above 0 and below 1
 * @param rateMost a rate that fills the core
 * @param measureCores cores busy at a rate
 */
export async function rateForCores(
	target: number,
	rateMost: number,
	measureCores: (ratePerSecond: number) => Promise<number>,
): Promise<number> {
	let low = { rate: 0, off: -target };
	let high = { rate: rateMost, off: 1 - target };
	let best = high;
	for (let probe = 0; probe < probesMost && Math.abs(best.off) > tolerance; probe++) {
		const rate = Math.round(high.rate - (high.off * (high.rate - low.rate)) / (high.off - low.off));
		const seen = { rate, off: (await measureCores(rate)) - target };
		if (Math.abs(seen.off) < Math.abs(best.off)) best = seen;
		// The end that stays counts half, or it would stay for ever.
		if (seen.off > 0) [high, low] = [seen, { ...low, off: low.off / 2 }];
		else [high, low] = [{ ...high, off: high.off / 2 }, seen];
	}
	return best.rate;
}
