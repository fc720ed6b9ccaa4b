import type { Estimate } from '../schemas/cell.ts';
import { medianInterval } from './median-interval.ts';

/** A cost at one place of a ladder, in each round: memory with so many connections open. */
export type Rung = { at: number; values: readonly number[] };

/**
 * What one more unit costs between two rungs, round by round: a round's difference over the units between them. What a
 * process costs before the first unit is in both rungs and cancels, which a quotient of one rung would spread over its units.
 *
 * @param lower the values of each round, in the order of `upper`
 * @returns absent for no rounds, or where both rungs have as many units
 * @throws RangeError for unequal numbers of rounds
 */
export function costPerUnit(lower: Rung, upper: Rung): Estimate | undefined {
	if (lower.values.length !== upper.values.length) {
		throw new RangeError(
			`Paired rounds need as many values on both rungs, not ${lower.values.length} and ${upper.values.length}.`,
		);
	}
	const units = upper.at - lower.at;
	if (units === 0) return undefined;
	const each = upper.values.map(
		(value, round) => (value - (lower.values[round] as number)) / units,
	);
	return medianInterval(each);
}
