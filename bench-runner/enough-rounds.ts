import { rounds as about } from '../src/core/gates/result.ts';
import type { Plan } from './plan-file.ts';

/** Windows of a cell that must pass. Who plans fewer rounds than an interval needs, by --rounds, wants no more than those. */
export function enoughRounds(plan: Plan): number {
	return Math.min(about.limit, firstRounds(plan));
}

/** Before any were added. */
export function firstRounds({ rounds, moreRounds }: Plan): number {
	return moreRounds === undefined ? rounds : rounds - moreRounds;
}
