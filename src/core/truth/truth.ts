import { normalDraws } from '../statistics/normal.ts';
import { quickEven } from './quick-random.ts';

/**
 * How often a rule did what it says, in made-up runs whose truth is known.
 *
 * Shares are of `draws` runs on a fixed seed, so that everyone finds the same; with 5,000 draws a share near
 * 0.95 has a standard error of 0.003.
 */
export type Truth = {
	group: string;
	/** What happened in this share of the draws, as the second half of a sentence after the group. */
	statement: string;
	share: number;
	draws: number;
	/** The share must lie in this range, or the tests fail. */
	least: number;
	most: number;
	/** `promise`: the rule rests on this. `limit`: what becomes of it where its assumptions do not hold. */
	kind: 'promise' | 'limit';
};

const DRAWS = 5000;

/** One row: the group's name and the statement, how often it came true, and what is demanded. */
export function truth(
	[group, statement]: readonly [string, string],
	happened: () => boolean,
	demand: { least?: number; most?: number; kind?: Truth['kind'] },
): Truth {
	let count = 0;
	for (let draw = 0; draw < DRAWS; draw++) if (happened()) count++;
	const { least = 0, most = 1, kind = 'promise' } = demand;
	return { group, statement, share: count / DRAWS, draws: DRAWS, least, most, kind };
}

/** Sources of chance on one seed. */
export type Dice = {
	/** Standard normal. */
	normal: () => number;
	/** Even in [0, 1). */
	even: () => number;
};

export function dice(seed: number): Dice {
	const even = quickEven(seed);
	return { normal: normalDraws(even), even };
}

/** What the issue of coverage asks of an interval that states 95 %. */
export const COVERS = { least: 0.93, most: 0.97 };

/** The standard deviation of the logarithm of one measurement, unless a row says otherwise. */
export const NOISE = 0.06;

export function rounds<Value = number>(count: number, value: (round: number) => Value): Value[] {
	// A loop: Array.from takes five times as long, and this runs some million times.
	const values: Value[] = [];
	for (let round = 0; round < count; round++) values.push(value(round));
	return values;
}
