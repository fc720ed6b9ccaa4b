/**
 * Requests in flight that a rate and a mean latency imply, as a share of those counted: 1 when they agree.
 *
 * Little, "A proof for the queuing formula L = λW", Operations Research 9(3), 1961. It holds for any
 * stable system and any distribution; a result that breaks it counted or timed something wrongly.
 *
 * @param inFlight time average, above 0
 */
export function littlesLawRatio(
	ratePerSecond: number,
	latencyMsMean: number,
	inFlight: number,
): number {
	if (!(inFlight > 0)) {
		throw new RangeError(`Little's law needs requests in flight, not ${inFlight}.`);
	}
	return (ratePerSecond * latencyMsMean) / 1000 / inFlight;
}
