/**
 * Results of queueing theory that a simulation has to reproduce, named as the textbooks name them. Time is in mean
 * services where nothing else is said: a service takes 1 on average, and the utilisation is the arrival rate a core.
 *
 * Kleinrock, "Queueing Systems", volumes 1 (1975) and 2 (1976); Reiser and Lavenberg, "Mean-value analysis of
 * closed multichain queuing networks", J. ACM 27(2), 1980.
 */

/** Mean response time of M/M/1, first come, first served: volume 1, equation 3.26. */
export function mm1(utilisation: number): number {
	return 1 / (1 - utilisation);
}

/** A percentile of M/M/1's response times, which are exponential: volume 1, equation 5.118. */
export function mm1Percentile(utilisation: number, share: number): number {
	return -Math.log(1 - share) * mm1(utilisation);
}

/**
 * Mean response time of M/G/1, first come, first served: Pollaczek and Khinchine, volume 1, equation 5.70.
 *
 * @param secondMoment mean of the square of a service: 1 if all are equal, 2 if exponential
 */
export function pollaczekKhinchine(utilisation: number, secondMoment: number): number {
	return 1 + (utilisation * secondMoment) / (2 * (1 - utilisation));
}

/** Mean response time under processor sharing of a request that needs so much, whatever the others need: volume 2, equation 4.17. */
export function processorSharing(utilisation: number, needs = 1): number {
	return needs / (1 - utilisation);
}

/** Probability that a request has to wait for one of k cores: Erlang's C formula, volume 1, equation 3.40. */
function erlangC(cores: number, offered: number): number {
	// Erlang's B by its recursion, which no factorial can overflow.
	let blocked = 1;
	for (let k = 1; k <= cores; k++) blocked = (offered * blocked) / (k + offered * blocked);
	return blocked / (1 - (offered / cores) * (1 - blocked));
}

/** Mean response time of M/M/k, one queue before k cores. */
export function mmk(cores: number, utilisation: number): number {
	const offered = cores * utilisation;
	return 1 + erlangC(cores, offered) / (cores - offered);
}

/** Mean response time at one core with users who think between answer and next request: exact mean-value analysis. */
export function closedResponse(users: number, think: number): number {
	let waiting = 0;
	let response = 1;
	for (let n = 1; n <= users; n++) {
		response = 1 + waiting;
		waiting = (n * response) / (response + think);
	}
	return response;
}
