import { splitMix64 } from '../statistics/random.ts';

/**
 * Every subject of a round meets the same arrivals (common random numbers: Law, "Simulation Modeling and Analysis",
 * section 11.2), so that chance in the schedule is not taken for a difference of servers.
 */
export function arrivalSeed(runSeed: number, round: number, load: string): number {
	// Cut to 32 bits at each letter: a double loses the low bits of a longer product, and with them the round.
	const mixed = [...load].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, round);
	return Number(splitMix64(BigInt(runSeed) * 4_294_967_296n + BigInt(mixed))() >> 32n);
}
