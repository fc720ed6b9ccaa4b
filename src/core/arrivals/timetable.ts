import { type RandomBits, splitMix64, uniform } from '../statistics/random.ts';

/** When the requests of an open loop were meant to start. */
export interface Timetable {
	kind: 'poisson' | 'uniform';
	ratePerSecond: number;
	seconds: number;
	/** Of the window, `arrivalSeed`. */
	seed: number;
}

/**
 * The very arrivals that pacer sent, to the nanosecond: its draws use nothing but integers and exactly rounded operations
 * (`bench-runner/pacer/src/random.rs`), so that a run's seed is as good as a list of its arrivals, which no result file
 * could hold.
 *
 * @returns milliseconds from the start of the window, in order
 */
export function arrivalsMs({ kind, ratePerSecond, seconds, seed }: Timetable): number[] {
	const windowNs = Math.trunc(seconds * 1e9);
	const meanNs = 1e9 / ratePerSecond;
	const random = streamOf(seed, 0);
	const arrivals: number[] = [];
	let poissonNs = 0;
	for (;;) {
		if (kind === 'poisson') poissonNs += exponential(random) * meanNs;
		const atNs = kind === 'poisson' ? Math.trunc(poissonNs) : Math.round(arrivals.length * meanNs);
		if (atNs >= windowNs) return arrivals;
		arrivals.push(atNs / 1e6);
	}
}

/** Streams of one seed with different numbers are unrelated (`Random::new` of pacer). */
export function streamOf(seed: number, stream: number): RandomBits {
	return splitMix64(splitMix64(seed)() ^ splitMix64(stream)());
}

/** With mean 1, by comparisons alone: von Neumann, 1951; Devroye, "Non-Uniform Random Variate Generation", IV.2.2. */
function exponential(random: RandomBits): number {
	for (let whole = 0; ; whole++) {
		const first = uniform(random);
		let last = first;
		let length = 1;
		for (;;) {
			const next = uniform(random);
			length++;
			if (next > last) break;
			last = next;
		}
		if (length % 2 === 0) return whole + first;
	}
}
