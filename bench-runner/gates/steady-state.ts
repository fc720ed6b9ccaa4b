import { steadyState as about } from '../../src/core/gates/result.ts';
import type { CellLoad } from '../../src/core/schemas/experiment.ts';
import { ratioOfPaired } from '../../src/core/statistics/paired-ratio.ts';
import { median } from '../../src/core/statistics/quantiles.ts';
import type { LoadResult } from '../load-generators/load-result.ts';
import { isBeyondCapacity } from './beyond-capacity.ts';
import type { CellGate } from './cell-gate.ts';
import { percent } from './gate.ts';

/** With fewer rounds an interval is so wide that it never fails anything. */
const fewestRounds = 6;
/** With fewer answers a third's own median is uncertain by more than the drift that we look for. */
const fewestAnswers = 50;

/**
 * p50 of each window's last third against its first, over the rounds. A single window of seconds is too noisy for three
 * per cent, and the rounds repeat it: the cell fails when the 99 % interval of the ratio lies beyond the limit as a whole,
 * so a steady server fails less than once in a hundred cells.
 *
 * Not throughput: in an open loop that is the schedule's, and in a closed loop, where the number in flight is fixed, it
 * is response time turned over (Little). The first second of a closed loop also lacks the answers still in flight.
 */
export const steadyState: CellGate = {
	id: about.id,
	judge({ cell, results }) {
		// There to show that it grows.
		if (isBeyondCapacity(cell.loadDefinition)) return undefined;
		const thirds = results.flatMap((result) => thirdsOf(result, cell.loadDefinition) ?? []);
		if (thirds.length < fewestRounds) return undefined;
		const { ratio, low, high } = ratioOfPaired(
			thirds.map(({ last }) => last),
			thirds.map(({ first }) => first),
			0.99,
		);
		const drift = Math.abs(ratio - 1);
		const value = Number(drift.toPrecision(4));
		const base = { gate: about.id, value, threshold: about.limit };
		const limit = 1 + about.limit;
		const way = ratio > 1 ? 'above' : 'below';
		const seen = `p50 of the last third lay ${percent(drift)} ${way} that of the first`;
		if (low > limit || high < 1 / limit) {
			return { ...base, pass: false, reason: `${seen}, in ${thirds.length} rounds.` };
		}
		if (drift <= about.limit) return { ...base, pass: true };
		return { ...base, pass: true, reason: `${seen}, which the noise of the rounds explains.` };
	},
};

/** Medians of p50 over the first and the last third of a window's whole seconds, in microseconds. */
function thirdsOf(result: LoadResult, load: CellLoad): { first: number; last: number } | undefined {
	const wholeSeconds = Math.floor(result.seconds);
	const seconds = (result.series ?? []).filter(({ second }) => second < wholeSeconds);
	if (wholeSeconds < 2 || seconds.length < wholeSeconds) return undefined;
	const length = Math.max(1, Math.floor(wholeSeconds / 3));
	const needed = answersNeeded(load);
	const parts = [seconds.slice(0, length), seconds.slice(-length)].map((part) => {
		if (part.some(({ valid }) => valid < needed)) return undefined;
		return median(part.flatMap(({ responseTimeUsP50 }) => responseTimeUsP50 ?? []));
	});
	const [first, last] = parts;
	return first && last ? { first, last } : undefined;
}

/** A closed loop starts with all its requests at once, of which the first are answered early: they must be few. */
function answersNeeded(load: CellLoad): number {
	return load.kind === 'closed' ? Math.max(fewestAnswers, 4 * load.connections) : fewestAnswers;
}
