import { xorshift32 } from '../../../src/core/workloads/xorshift.ts';

/** Draws that a seed repeats. */
export type Random = {
	/** A whole number from 0 to `limit - 1`. */
	below(limit: number): number;
	/** True in this share of all draws. */
	chance(share: number): boolean;
	pick<Value>(values: readonly Value[]): Value;
	/** A text of characters from 0 to 255, each of which is sent as one byte. */
	bytes(length: number): string;
};

/** @param seeds whole numbers: a run's, and the place of what is drawn in it, so that it can be drawn alone */
export function randomFrom(...seeds: readonly number[]): Random {
	let state = seeds.reduce((mixed, seed) => Math.imul(mixed ^ seed, 0x9e3779b1), 0x2545f491) >>> 0;
	const next = (): number => (state = xorshift32(state === 0 ? 1 : state));
	// Seeds that lie close together give first numbers that do so too (Marsaglia's paper warns of it).
	for (let round = 0; round < 8; round += 1) next();
	const below = (limit: number): number => next() % limit;
	return {
		below,
		chance: (share) => next() < share * 2 ** 32,
		pick: (values) => values[below(values.length)] as (typeof values)[number],
		bytes: (length) => Array.from({ length }, () => String.fromCharCode(next() >>> 24)).join(''),
	};
}
