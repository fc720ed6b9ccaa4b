import { median } from '../../core/statistics/quantiles.ts';
import { quickEven } from '../../core/truth/quick-random.ts';

/** One measurement of one way, or of one number of workers. */
export type Sample<Of> = {
	readonly of: Of;
	/** From the beginning of the task to its result. */
	readonly tookMs: number;
	/** The latest that the probe came meanwhile. */
	readonly lagMs: number;
	/** The tab was hidden meanwhile: browsers then delay timers on purpose. */
	readonly hidden: boolean;
};

/** Shorter ones are as much the clock's and the timer's as the task's. */
export const SHORTEST_MS = 100;

/** Rounds of all that is to be measured, each in an order of its own: what drifts meanwhile meets all alike. */
export function interleaved<Of>(all: readonly Of[], rounds: number, seed: number): Of[] {
	const even = quickEven(seed);
	return Array.from({ length: rounds }, () => shuffled(all, even)).flat();
}

function shuffled<Of>(all: readonly Of[], even: () => number): Of[] {
	const left = [...all];
	// Fisher and Yates.
	return all.flatMap(() => left.splice(Math.floor(even() * left.length), 1));
}

export type Summary = {
	readonly tookMs: readonly number[];
	readonly lagMs: readonly number[];
	readonly tookMsMedian: number;
	readonly lagMsMedian: number;
};

/** What counts of the samples of one; undefined while there are none. */
export function summaryOf<Of>(samples: readonly Sample<Of>[], of: Of): Summary | undefined {
	const own = samples.filter((sample) => sample.of === of && counts(sample));
	const [tookMs, lagMs] = [own.map((one) => one.tookMs), own.map((one) => one.lagMs)];
	const [tookMsMedian, lagMsMedian] = [median(tookMs), median(lagMs)];
	if (tookMsMedian === undefined || lagMsMedian === undefined) return undefined;
	return { tookMs, lagMs, tookMsMedian, lagMsMedian };
}

export function discarded<Of>(samples: readonly Sample<Of>[]): number {
	return samples.filter((sample) => !counts(sample)).length;
}

function counts({ hidden, tookMs }: Sample<unknown>): boolean {
	return !hidden && tookMs >= SHORTEST_MS;
}

/** Steps that take so long, by how long some took: a device’s own. */
export function stepsFor(wantedMs: number, trial: { steps: number; tookMs: number }): number {
	return Math.ceil((trial.steps * wantedMs) / Math.max(trial.tookMs, 0.1));
}

/** A clock's step: the least by which it was seen to move. */
export function clockStepOf(readings: readonly number[]): number | undefined {
	const steps = readings
		.slice(1)
		.map((reading, index) => reading - (readings[index] ?? reading))
		.filter((step) => step > 0);
	return steps.length === 0 ? undefined : Math.min(...steps);
}
