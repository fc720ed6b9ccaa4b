import type { GeneratorId } from '../schemas/generator.ts';
import type { ClosedWindow } from '../schemas/instrument.ts';
import {
	type RatioEstimate,
	LEAST_PAIRED_ROUNDS,
	ratioOfPaired,
} from '../statistics/paired-ratio.ts';

/**
 * What we aim at: the upper end of the interval of pacer's CPU time an answer, relative to each. wrk is written in C around
 * one parser and no schedule, so to be near it is to waste nothing; oha stands for the generators on an asynchronous runtime.
 */
const aims: Partial<Record<GeneratorId, number>> = { wrk: 1.1, oha: 0.5 };

export interface CpuComparison {
	connections: number;
	other: GeneratorId;
	/** pacer's CPU time an answer over the other's. */
	estimate: RatioEstimate;
	/** Absent where we aim at nothing. */
	aim?: { highAtMost: number; isMet: boolean };
}

/** pacer beside each other generator, by rounds in which both gave a result; at least two rounds make an interval. */
export function cpuComparisons(windows: readonly ClosedWindow[]): CpuComparison[] {
	const others = unique(windows.map(({ generator }) => generator)).filter((id) => id !== 'pacer');
	return unique(windows.map((window) => window.connections)).flatMap((connections) => {
		const of = (generator: GeneratorId) =>
			windows.filter((one) => one.generator === generator && one.connections === connections);
		return others.flatMap((other) => compare(of('pacer'), of(other), connections, other));
	});
}

function compare(
	pacer: readonly ClosedWindow[],
	windows: readonly ClosedWindow[],
	connections: number,
	other: GeneratorId,
): CpuComparison[] {
	const pairs = pacer.flatMap((ours) => {
		const theirs = windows.find(({ round }) => round === ours.round);
		return theirs ? [{ ours: ours.cpuUsPerAnswer, theirs: theirs.cpuUsPerAnswer }] : [];
	});
	if (pairs.length < LEAST_PAIRED_ROUNDS) return [];
	const estimate = ratioOfPaired(
		pairs.map(({ ours }) => ours),
		pairs.map(({ theirs }) => theirs),
	);
	const highAtMost = aims[other];
	const aim = highAtMost !== undefined && {
		aim: { highAtMost, isMet: estimate.high <= highAtMost },
	};
	return [{ connections, other, estimate, ...aim }];
}

function unique<Value>(values: readonly Value[]): Value[] {
	return [...new Set(values)];
}
